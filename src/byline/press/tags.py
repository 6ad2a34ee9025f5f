"""What a page declares while it is rendered: the tags that it depends on, and when it expires."""

import re
from datetime import datetime

from byline.press.rendering import Rendering, current

TAG = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,99}")


def depends_on(*tags: str) -> None:
    """The page that is being rendered depends on these tags: `invalidate` with one removes it.

    A tag consists of small letters, digits and `_.:-`, such as `article:12`; raises ValueError for
    any other. Does nothing when no printable page is being rendered.
    """
    check(tags)
    if rendering := current():
        rendering.tags.update(tags)


def expires_at(moment: datetime) -> None:
    """The page expires at `moment`. If several are declared, the earliest counts.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    rendering: Rendering | None = current()
    if rendering:
        until = moment.timestamp()
        rendering.expires_at = (
            until if rendering.expires_at is None else min(rendering.expires_at, until)
        )


def markdown_alternate(href: str) -> None:
    """The page is available as Markdown at `href`; clients that prefer that are redirected."""
    if rendering := current():
        rendering.markdown_url = href


def check(tags: tuple[str, ...]) -> None:
    """Raise ValueError for an invalid tag."""
    for tag in tags:
        if not TAG.fullmatch(tag):
            raise ValueError(
                f"{tag!r} is not a tag: use small letters, digits and _.:- such as article:12"
            )
