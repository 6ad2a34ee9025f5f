"""What the proofs of all imports have in common."""

from collections import Counter
from typing import Any
from zlib import crc32

from byline.transfer.run.report import Proof, ProofCount

GONE, CHANGED, EARLIER = (
    "gone here since",
    "moderated here since",
    "here from an earlier export and not in this one",
)

KindCounts = Counter[tuple[str, str]]
"""Numbers of comments by kind and state."""


def reply_checksum(key: str, parent: str) -> int:
    """A number for this comment as a reply to that one.

    The sum over a conversation identifies all its replies.
    """
    return crc32(f"{key}>{parent}".encode())


def count_comments(proof: Proof, read: KindCounts, skipped: KindCounts, here: KindCounts) -> None:
    proof.counts += [
        ProofCount(f"comment, {kind}", state, read[place], skipped[place], here[place])
        for place in sorted(read | here)
        for kind, state in [place]
    ]


def report_differences(
    proof: Proof, due: Counter[Any], replies: Counter[Any], gone: int, *, under: str
) -> None:
    """Report comments that are missing or too many, and replies with another parent.

    `due` counts what is missing by conversation, kind and state; `under` says what the key of a
    conversation names. If exactly as many comments are gone as are missing, these are the same.
    """
    short = {conversation for (conversation, _kind, _state), number in due.items() if number > 0}
    if gone == sum(number for number in due.values() if number > 0):
        due = Counter({place: number for place, number in due.items() if number < 0})
    for (conversation, kind, state), number in sorted(due.items()):
        if number:
            few = "few" if number > 0 else "many"
            proof.wrong.append(
                f"under {under} {conversation}: {abs(number)} too {few}: {kind}, {state}"
            )
    for conversation, rest in sorted(replies.items()):
        if rest and conversation not in short:
            proof.wrong.append(
                f"under {under} {conversation}: not every reply has the same parent as there"
            )
