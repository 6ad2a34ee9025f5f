"""The displayed number follows the tally, at most once a minute."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from byline.press.actions import invalidate
from byline.readership.models import ReadSettings, Tally
from byline.readership.wording import in_words

MIN_INTERVAL = timedelta(minutes=1)
MAX_TALLIES = 500


def update_displayed_counts(now: datetime) -> list[int]:
    """Update the displayed numbers that are due; returns the articles whose pages change."""
    chosen = dict(ReadSettings.objects.values_list("site", "shown"))
    default = ReadSettings._meta.get_field("shown").default
    with transaction.atomic():
        due = Tally.objects.filter(
            Q(shown_at=None) | Q(shown_at__lte=now - MIN_INTERVAL), is_behind=True
        )
        tallies = list(due.select_related("article").defer("article__body")[:MAX_TALLIES])
        changed = [
            tally.pk
            for tally in tallies
            if _says_more(tally, chosen.get(tally.article.site_id, default))
        ]
        for tally in tallies:
            tally.shown, tally.shown_at, tally.is_behind = tally.total, now, False
        Tally.objects.bulk_update(tallies, ["shown", "shown_at", "is_behind"])
        invalidate(*(f"reads:{article}" for article in changed))
    return changed


def _says_more(tally: Tally, shown: str) -> bool:
    return in_words(tally.shown, shown) != in_words(tally.total, shown)
