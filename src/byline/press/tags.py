"""What a page says of itself while it is rendered: what it shows, and how long it is right."""

import re
from datetime import datetime

from byline.press.rendering import Rendering, current

TAG = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,99}")


def depends_on(*tags: str) -> None:
    """The page that is being rendered shows this: whoever changes it says `stale` of the same tag.

    A tag is made of small letters, digits and `_.:-`, such as `article:12`; ValueError for any other. Does nothing when no page
    is being printed.
    """
    check(tags)
    if rendering := current():
        rendering.tags.update(tags)


def expires_at(moment: datetime) -> None:
    """The page is right until then (exclusive), and is printed again after it. The earliest moment that is said counts."""
    if moment.tzinfo is None:
        raise ValueError(f"say in which time zone {moment} is")
    rendering: Rendering | None = current()
    if rendering:
        until = moment.timestamp()
        rendering.expires_at = (
            until if rendering.expires_at is None else min(rendering.expires_at, until)
        )


def markdown_alternate(href: str) -> None:
    """The same stands at `href` as Markdown: who asks for the page and would rather have that is led there."""
    if rendering := current():
        rendering.markdown_url = href


def check(tags: tuple[str, ...]) -> None:
    """Raise ValueError unless these can be tags."""
    for tag in tags:
        if not TAG.fullmatch(tag):
            raise ValueError(
                f"{tag!r} is no tag: small letters, digits and _.:- such as article:12"
            )
