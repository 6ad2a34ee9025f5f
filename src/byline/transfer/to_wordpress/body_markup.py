"""The blocks of a body as block markup that WordPress shows properly, and that our own importer reads back to the same blocks.

Each is read back as it is written. Where WordPress's form can't hold all of it, its delimiter says the rest (wordpress/hints.py).
"""

import re
from collections.abc import Iterator
from typing import Any

from byline.newsroom.models.article import words_of
from byline.transfer.to_wordpress.block_markup import BlockMarkup
from byline.transfer.to_wordpress.block_writers import BLOCK_WRITERS, with_all_fields
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.rich_text_markup import paragraph_blocks
from byline.transfer.wordpress_format.block_grammar import DELIMITER
from byline.transfer.wordpress_format.body import convert_body
from byline.transfer.wordpress_format.hints import APART_KEY, PLAIN_TEXT_FIELDS, WHOLE_KEY

BLOCK_DELIMITER = re.compile(r"(<!--\s+/?wp:.*?-->)", re.DOTALL)


def markup_of(blocks: list[dict[str, Any]], shelf: References) -> str:
    """A whole body."""
    return "\n\n".join(_all(blocks, shelf))


def _all(blocks: list[dict[str, Any]], shelf: References) -> Iterator[str]:
    before = ""
    for one in blocks:
        kind, value = one["type"], one["value"]
        if kind == "text":
            yield from _text(value, shelf, apart=before == kind)
        elif kind == "imported_html":
            yield from _imported(value, shelf, apart=before == kind)
        elif kind == "divider":
            yield str(_divider(doubled=before in ("", kind)))
        elif (write := BLOCK_WRITERS.get(kind)) and (
            written := write(with_all_fields(kind, value), shelf)
        ):
            yield str(_exact(written, kind, with_all_fields(kind, value), shelf))
        before = kind


def _text(html: str, shelf: References, *, apart: bool) -> Iterator[str]:
    for place, written in enumerate(paragraph_blocks(html, shelf)):
        yield str(written if place or not apart else written.hinted({APART_KEY: True}))


def _imported(html: str, shelf: References, *, apart: bool) -> Iterator[str]:
    """HTML as it is; a mark that stands for a block of WordPress's without any HTML is that block again."""
    for place, part in enumerate(
        filter(None, (part.strip("\n") for part in BLOCK_DELIMITER.split(html)))
    ):
        if (mark := DELIMITER.fullmatch(part)) and not mark["close"]:
            yield (
                part
                if mark["rest"].rstrip().endswith("/")
                else f"{part}<!-- /wp:{mark['name']} -->"
            )
        else:
            written, whole_before = _with_whole_addresses(part, shelf.root)
            hint: dict[str, Any] = {APART_KEY: True} if apart and not place else {}
            yield str(
                BlockMarkup("html", written).hinted(
                    hint | ({WHOLE_KEY: whole_before} if whole_before else {})
                )
            )


def _with_whole_addresses(html: str, root: str) -> tuple[str, list[int]]:
    """The HTML with the house's own addresses whole, and which of them, counted from 0, were so before."""
    own = re.compile(rf'( (?:href|src)=")({re.escape(root)})?(?=/(?!/))')
    whole_before = [place for place, found in enumerate(own.finditer(html)) if found[2]]
    return own.sub(rf"\g<1>{root}", html), whole_before


def _divider(*, doubled: bool) -> BlockMarkup:
    written = BlockMarkup("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')
    return written.hinted({}) if doubled else written


def _exact(
    written: BlockMarkup, kind: str, value: dict[str, Any], shelf: References
) -> BlockMarkup:
    read = convert_body(str(written), shelf.setting).blocks
    same = [{"type": kind, "value": words_of(value)}] == words_of(read)
    return written if same else written.hinted(_plain(value))


def _plain(value: Any) -> Any:
    """The plain words of a block, in the shape of the block."""
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    kept = {
        name: inner if name in PLAIN_TEXT_FIELDS else _plain(inner)
        for name, inner in value.items()
        if name in PLAIN_TEXT_FIELDS or _is_box(inner)
    }
    return {name: inner for name, inner in kept.items() if name in PLAIN_TEXT_FIELDS or any(inner)}


def _is_box(inner: Any) -> bool:
    return isinstance(inner, list) and all(isinstance(one, dict) for one in inner)
