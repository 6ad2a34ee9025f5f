"""When an article is published: a date that is still to come is a schedule."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.network.queries import settings_of

if TYPE_CHECKING:
    from byline.newsroom.models.article import Article


def is_to_come(moment: datetime | None) -> bool:
    return moment is not None and moment > timezone.now()


def schedule_future_date(article: "Article", *, otherwise: datetime | None = None) -> None:
    """Turn a date of publication that is still to come into a schedule for that moment.

    `otherwise` is the date that the article keeps until then.
    """
    date = article.published_at
    if date is not None and date != otherwise and is_to_come(date):
        scheduled = article.go_live_at
        article.go_live_at = date if scheduled is None else max(scheduled, date)
        article.published_at = otherwise


def check_date(article: "Article") -> None:
    """Raise ValidationError if its date of publication is still to come.

    Not if it was published at that date: clocks are set back.
    """
    if is_to_come(article.published_at) and not _has_this_date(article):
        raise ValidationError(
            {
                "published_at": _(
                    "This date is in the future. Enter it under “Publish on” instead, or enter the"
                    " past date on which the article was first published."
                )
            }
        )


def _has_this_date(article: "Article") -> bool:
    stored = type(article).objects.filter(pk=article.pk, live=True)
    return stored.filter(published_at=article.published_at).exists()


def scheduled_moment(site: Site, moment: datetime) -> str:
    """The moment in the site's time zone, which is named: 2 March 2026, 8 a.m. (Europe/Lisbon)."""
    zone = settings_of(site).zone
    shown = date_format(moment.astimezone(zone), "DATETIME_FORMAT")
    return _("%(moment)s (%(zone)s)") % {"moment": shown, "zone": zone.key}
