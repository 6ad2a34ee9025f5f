"""How an article gets its address, keeps it, and leaves a redirect behind when it takes another."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.newsroom.models.address import Address
from byline.newsroom.rules import PermalinkParts, is_reserved, permalink_path

if TYPE_CHECKING:
    from byline.newsroom.models.article import Article


def permalink_of(article: "Article", pattern: str = "", chosen: SiteSettings | None = None) -> str:
    """The path that `pattern` (by default its site's) gives the article, with its date in the site's time zone.

    `chosen` are the site's settings, where they are at hand.
    """
    chosen = chosen or settings_of(article.site)
    parts = PermalinkParts(
        published_at=(article.published_at or article.go_live_at or timezone.now()).astimezone(
            chosen.zone
        ),
        slug=article.slug,
        post_id=article.post_id,
        category=article.section.path_of_slugs,
    )
    return permalink_path(pattern or chosen.permalink_pattern, parts)


def due_address(article: "Article") -> Address:
    """The current address that the article should have now: the one it has, or an unsaved one.

    It changes with the slug, and with the section where the pattern that made it names the section; with nothing else.
    """
    current = Address.objects.of(article)
    category = article.section.path_of_slugs
    if (
        current
        and current.slug == article.slug
        and (current.category == category or "%category%" not in current.pattern)
    ):
        return current
    pattern = (current and current.pattern) or settings_of(article.site).permalink_pattern
    path = permalink_of(article, pattern)
    return Address(
        site=article.site,
        path=path,
        page=article,
        is_current=True,
        slug=article.slug,
        category=category,
        pattern=pattern,
    )


def check_address(article: "Article", address: Address) -> Address | None:
    """The row that this address may take over, if there is one. Raises ValidationError when somebody else has it."""
    taken = Address.objects.at(article.site, address.path)
    own = taken is not None and taken.page_id == article.pk
    if refusal := why_refused(
        address.path, None if own else taken, stands=_standing_at(article, address.path)
    ):
        raise ValidationError({"slug": refusal})
    return taken


def why_refused(path: str, taken: Address | None, *, stands: bool) -> str:
    """Why an article can't have this path, in words; "" where it can. `stands` tells whether a standing page does there."""
    if taken and not taken.is_gone:
        return _("%(path)s is the address of “%(title)s”. Choose another slug.") % _who(taken)
    if is_reserved(path) or stands:
        return _("Something else answers at %(path)s. Choose another slug.") % {"path": path}
    return ""


def claim_address(article: "Article") -> None:
    """Give a published article the address that is due to it. Raises ValidationError when that is taken: nothing is changed."""
    due = due_address(article)
    if not due.pk:
        taken = check_address(article, due)
        Address.objects.filter(page=article, is_current=True).update(is_current=False)
        due.pk = taken.pk if taken else None
        due.save(force_update=bool(taken))
    if article.permalink != due.path:
        article.permalink = due.path
        type(article).objects.filter(pk=article.pk).update(permalink=due.path)


def _standing_at(article: "Article", path: str) -> bool:
    root = article.site.root_page.url_path.rstrip("/")
    others = (
        Page.objects.live()
        .exclude(pk=article.pk)
        .filter(url_path__in=[root + path, f"{root}{path}/"])
    )
    return others.filter(content_type__model="standingpage").exists()


def _who(taken: Address) -> dict[str, str]:
    return {"path": taken.path, "title": taken.page.title if taken.page else taken.destination}
