"""Responses, and how often articles were read."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wagtail.models import Site

from byline.discussion.models import Comment
from byline.readership.models import DayTally, Tally
from byline.transfer.row_batches import in_batches, rfc3339, rows_in_batches


def responses(sites: list[Site], *, with_addresses: bool) -> Iterator[dict[str, Any]]:
    """Every response and linkback, whatever its state."""
    for comment in rows_in_batches(Comment.objects.filter(site__in=sites)):
        yield _response(comment) | (_addresses(comment) if with_addresses else {})


def _response(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "article": comment.article_id,
        "number": comment.number,
        "in_reply_to": comment.parent_id,
        "kind": comment.kind,
        "response_type": comment.response_type,
        "state": comment.state,
        "reason": comment.reason,
        "voice": comment.voice,
        "is_pinned": comment.is_pinned,
        "name": comment.name,
        "link": comment.link,
        "text": comment.text,
        "html": comment.html,
        "posted_at": rfc3339(comment.posted_at),
        "edited_at": rfc3339(comment.edited_at),
    }


def _addresses(comment: Comment) -> dict[str, Any]:
    return {
        "mail": comment.mail,
        "is_mail_confirmed": comment.is_mail_confirmed,
        "address": comment.address,
        "agent": comment.agent,
    }


def counts(sites: list[Site]) -> Iterator[dict[str, Any]]:
    """The reads of each article: before it was imported, since then, and by day."""
    for batch in in_batches(Tally.objects.filter(article__site__in=sites)):
        days: dict[int, dict[str, int]] = defaultdict(dict)
        rows = DayTally.objects.filter(article__in=[tally.pk for tally in batch]).order_by("day")
        for article, day, number in rows.values_list("article", "day", "reads"):
            days[article][day.isoformat()] = number
        for tally in batch:
            yield {
                "article": tally.pk,
                "before": tally.before,
                "reads": tally.reads,
                "days": days[tally.pk],
            }
