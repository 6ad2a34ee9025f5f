"""The types of comments that sources know, and what they are here."""

from byline.discussion.choices import Kind, ResponseType

COMMENT_TYPES = {
    "": (Kind.RESPONSE, ""),
    "comment": (Kind.RESPONSE, ""),
    "pingback": (Kind.PINGBACK, ResponseType.MENTION),
    "trackback": (Kind.TRACKBACK, ResponseType.MENTION),
    "webmention": (Kind.WEBMENTION, ResponseType.MENTION),
    "mention": (Kind.WEBMENTION, ResponseType.MENTION),
    "reply": (Kind.WEBMENTION, ResponseType.REPLY),
    "like": (Kind.WEBMENTION, ResponseType.LIKE),
    "repost": (Kind.WEBMENTION, ResponseType.REPOST),
}
"""WordPress's own types, and those of its webmention and fediverse plugins."""


def kind_name(source_type: str) -> str:
    """The kind of response that this type becomes, or the type itself if no kind fits."""
    known = COMMENT_TYPES.get(source_type.lower())
    return known[0].value if known else source_type[:20]
