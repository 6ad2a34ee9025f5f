"""Recording the pages of imported responses, so that they are recognised when they ping."""

from collections.abc import Iterable

from django.utils import timezone

from byline.discussion.models import Comment
from byline.linkbacks.choices import MAX_ADDRESS_LENGTH, MentionState
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.rules import address_key, host_of, is_web_address


def record_imported_mentions(comments: Iterable[Comment]) -> None:
    """Record mentions for imported linkbacks. No page is fetched."""
    mentions = [
        _mention(comment)
        for comment in comments
        if is_web_address(comment.link) and len(comment.link) <= MAX_ADDRESS_LENGTH
    ]
    IncomingMention.objects.bulk_create(mentions, ignore_conflicts=True)


def _mention(comment: Comment) -> IncomingMention:
    source = comment.link.partition("#")[0]
    return IncomingMention(
        article=comment.article,
        kind=comment.kind,
        source=source,
        source_key=address_key(source),
        target=f"{comment.site.root_url}{comment.article.permalink}"[:MAX_ADDRESS_LENGTH],
        host_key=host_of(source),
        state=MentionState.ACCEPTED,
        comment=comment,
        received_at=comment.posted_at,
        checked_at=timezone.now(),
    )
