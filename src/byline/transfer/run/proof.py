"""What the proofs of all imports have in common."""

from zlib import crc32

GONE, CHANGED, EARLIER = (
    "gone here since",
    "moderated here since",
    "here from an earlier export and not in this one",
)


def reply_checksum(key: str, parent: str) -> int:
    """A number for this comment as a reply to that one.

    The sum over a conversation identifies all its replies.
    """
    return crc32(f"{key}>{parent}".encode())
