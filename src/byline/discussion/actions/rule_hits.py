"""Counting how often a ban or a listed word decided."""

from datetime import datetime

from django.db.models import F

from byline.discussion.models import Ban, ListedWord
from byline.discussion.moderation.context import Verdict


def count_hit(verdict: Verdict, now: datetime) -> None:
    """Count a hit of what the verdict `matched`, if anything; to be called in the transaction."""
    match verdict.matched:
        case Ban(pk=pk):
            Ban.objects.filter(pk=pk).update(hits=F("hits") + 1, last_hit=now)
        case ListedWord(pk=pk):
            ListedWord.objects.filter(pk=pk).update(hits=F("hits") + 1)
