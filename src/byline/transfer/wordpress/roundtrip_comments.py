"""What an export of this house says of a response beyond WordPress's own fields: its number, and states that WordPress lacks."""

from dataclasses import replace
from typing import Any

from byline.discussion.choices import Reason, State, Voice
from byline.discussion.sanitizing import sanitize_markdown
from byline.discussion.submission import ImportedComment
from byline.transfer.wordpress.comment_types import PENDING, PUBLISHED, SPAM, TRASH, word_of
from byline.transfer.wordpress.roundtrip import has_byline_fields
from byline.transfer.wordpress.wxr_records import WordPressComment

NUMBER, STATE, VOICE = "_byline_number", "_byline_state", "_byline_voice"
MARKDOWN, ANCHOR, PINNED = "_byline_markdown", "_byline_anchor", "_byline_pinned"
SHOWN = "shown"
MAX_NUMBER_LENGTH = 9
STATES, REASONS, VOICES = (frozenset(choices.values) for choices in (State, Reason, Voice))
WAITING = (State.PENDING, State.UNCONFIRMED)


def wordpress_state(state: str, reason: str) -> str:
    """published, pending, spam or trash: what WordPress would call it."""
    if state == State.PUBLISHED:
        return PUBLISHED
    if state in WAITING:
        return PENDING
    return SPAM if reason == Reason.SPAM else TRASH


def state_field(state: str, reason: str, *, was_shown: bool) -> str:
    """State, reason, and whether readers saw it once, as the field has them."""
    return f"{state} {reason}{f' {SHOWN}' if was_shown else ''}"


def restore_comment(said: ImportedComment, comment: WordPressComment) -> ImportedComment:
    """The response as it stood in this house, so far as nobody changed it in WordPress since."""
    meta = dict(comment.meta)
    if not has_byline_fields(meta):
        return said
    changes: dict[str, Any] = {
        "number": _number(meta.get(NUMBER, "")),
        "anchor": meta.get(ANCHOR, said.anchor),
        "is_pinned": meta.get(PINNED) == "1",
    }
    state, reason, shown = (*meta.get(STATE, "").split(" "), "", "", "")[:3]
    if state in STATES and reason in REASONS and wordpress_state(state, reason) == word_of(comment):
        changes |= {
            "state": State(state),
            "reason": Reason(reason),
            "was_published": shown == SHOWN,
            "why": "",
        }
    if said.voice == Voice.READER and meta.get(VOICE) in VOICES:
        changes["voice"] = Voice(meta[VOICE])
    written = meta.get(MARKDOWN, "")
    if written and sanitize_markdown(name="", text=written).html == comment.content.strip():
        changes |= {"html": written, "is_markdown": True}
    return replace(said, **changes)


def _number(said: str) -> int | None:
    return (
        int(said) or None
        if said.isascii() and said.isdecimal() and len(said) <= MAX_NUMBER_LENGTH
        else None
    )
