"""Remembering pages that linked here before the house did: when they say so again, it is the same voice."""

from collections.abc import Iterable

from django.utils import timezone

from byline.discussion.models import Comment
from byline.linkbacks.choices import LONGEST, ClaimState
from byline.linkbacks.models import Claim
from byline.linkbacks.rules import host_of, is_web_address, key_of


def remember(comments: Iterable[Comment]) -> None:
    """Note for voices that came in with another house's, which pages they are of. No page is looked at."""
    claims = [
        _claim(comment)
        for comment in comments
        if is_web_address(comment.link) and len(comment.link) <= LONGEST
    ]
    Claim.objects.bulk_create(claims, ignore_conflicts=True)


def _claim(comment: Comment) -> Claim:
    source = comment.link.partition("#")[0]
    return Claim(
        article=comment.article,
        kind=comment.kind,
        source=source,
        source_key=key_of(source),
        target=f"{comment.site.root_url}{comment.article.permalink}"[:LONGEST],
        lane=host_of(source),
        state=ClaimState.TAKEN,
        comment=comment,
        heard_at=comment.posted_at,
        checked_at=timezone.now(),
        due_at=None,
    )
