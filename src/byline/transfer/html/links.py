"""Addresses inside an article: which may be kept, and what they are here."""

import re
from urllib.parse import SplitResult, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from django.utils.encoding import repercent_broken_unicode

from byline.transfer.html.converter_context import ConverterContext

BLANKS = re.compile(r"[\x00-\x20\x7f]+")
UPLOADS_PATH = re.compile(r"/(?:wp-content/uploads|wp-content/blogs\.dir|files)/")
OWN_ANCHORS = re.compile(
    r"#(?:(?:comment|response)-\d+|respond)"
)  # inside of a page, that our pages have, too
SIZE_SUFFIX = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")


def absolute_url(address: str, context: ConverterContext) -> str:
    """`address` as an http(s) address with a host, or "" when it is not one."""
    bare = BLANKS.sub("", address)
    if not bare:
        return ""
    if bare.startswith("//"):
        bare = "https:" + bare
    parts = _split(urljoin(context.base, bare) if context.base else bare)
    return (
        urlunsplit(parts) if parts and parts.scheme in ("http", "https") and parts.hostname else ""
    )


def link_address(address: str, context: ConverterContext) -> str:
    """The address to write in a link, "" when it may not be linked.

    Pages of the old site become paths, so that they lead to the new site. Its uploads keep their
    full address until the file is stored here.
    """
    bare = BLANKS.sub("", address)
    if bare.startswith("#"):
        return bare if OWN_ANCHORS.fullmatch(bare) else ""
    if bare.lower().startswith(("mailto:", "tel:")):
        return bare
    if bare.startswith("/") and not bare.startswith(("//", "/\\")) and not context.base:
        return bare
    full = absolute_url(bare, context)
    return _own_addresses(full, context) if full else ""


def _own_addresses(full: str, context: ConverterContext) -> str:
    parts = urlsplit(full)
    if not is_on_old_site(full, context) or UPLOADS_PATH.search(parts.path):
        return full
    return urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))


def is_on_old_site(full: str, context: ConverterContext) -> bool:
    """Whether the absolute address is on the old site."""
    return host_of(full) in context.hosts


def host_of(address: str) -> str:
    parts = _split(address)
    return ((parts.hostname if parts else "") or "").removeprefix("www.")


def file_name(address: str) -> str:
    """The last part of an address, for a reader who has nothing better."""
    parts = _split(address)
    path = parts.path if parts else address
    return path.rstrip("/").rpartition("/")[2] or address


def is_same_file(one: str, other: str) -> bool:
    """Whether two addresses name one picture, whatever its size and their scheme."""
    return _bare_file(one) == _bare_file(other)


def _bare_file(address: str) -> str:
    return SIZE_SUFFIX.sub("", re.sub(r"^https?:", "", address.partition("?")[0]))


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def decode_path(path: str) -> str:
    """A percent-encoded path in Unicode, as the server reads it. Bytes that are not UTF-8 stay."""
    return repercent_broken_unicode(unquote_to_bytes(path)).decode("utf-8")
