"""Reads the `_byline_` fields of a comment: its number, and states that WordPress does not have."""

from dataclasses import replace
from typing import Any

from byline.discussion.choices import Reason, State, Voice
from byline.discussion.sanitizing import sanitize_markdown
from byline.discussion.submission import ImportedComment
from byline.transfer.wordpress.comment_fields import source_state
from byline.transfer.wordpress.roundtrip import has_byline_fields
from byline.transfer.wordpress.wxr_records import WordPressComment
from byline.transfer.wordpress_format.field_names import (
    ANCHOR,
    MARKDOWN,
    NUMBER,
    PINNED,
    STATE,
    VOICE,
    WAS_SHOWN,
    wordpress_state,
)

MAX_NUMBER_LENGTH = 9
STATES, REASONS, VOICES = (frozenset(choices.values) for choices in (State, Reason, Voice))


def restore_comment(imported: ImportedComment, comment: WordPressComment) -> ImportedComment:
    """The response as it was in Byline, as far as nobody changed it in WordPress since."""
    meta = dict(comment.meta)
    if not has_byline_fields(meta):
        return imported
    changes: dict[str, Any] = {
        "number": _number(meta.get(NUMBER, "")),
        "anchor": meta.get(ANCHOR, imported.anchor),
        "is_pinned": meta.get(PINNED) == "1",
    }
    state, reason, shown = (*meta.get(STATE, "").split(" "), "", "", "")[:3]
    if (
        state in STATES
        and reason in REASONS
        and wordpress_state(state, reason) == source_state(comment)
    ):
        changes |= {
            "state": State(state),
            "reason": Reason(reason),
            "was_published": shown == WAS_SHOWN,
            "detail": "",
        }
    if imported.voice == Voice.READER and meta.get(VOICE) in VOICES:
        changes["voice"] = Voice(meta[VOICE])
    written = meta.get(MARKDOWN, "")
    if written and sanitize_markdown(name="", text=written).html == comment.content.strip():
        changes |= {"html": written, "is_markdown": True}
    return replace(imported, **changes)


def _number(value: str) -> int | None:
    return (
        int(value) or None
        if value.isascii() and value.isdecimal() and len(value) <= MAX_NUMBER_LENGTH
        else None
    )
