"""Names the file that a page is written to."""

import re
from hashlib import sha256
from urllib.parse import quote, unquote, urljoin, urlsplit

SAFE_PATH_CHARACTERS = "/~!$&'()*+,;=:@"
UNSAFE_FILE_CHARACTERS = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\%]')
"""Characters that FAT, the file system of USB sticks, does not allow; % escapes them."""
MAX_NAME_BYTES = 200
MAX_ENDING_LENGTH = 7  # letters
INDEX_FILES = {
    "text/html": "index.html",
    "application/json": "index.json",
    "application/feed+json": "index.json",
    "text/plain": "index.txt",
}
NEEDS_SERVER = re.compile(r"/(?:-|accounts|admin|api)(?:/|$)|.*/(?:respond|trackback)/?$")
"""Paths that need a server."""


def key_of(url: str, page: str, root: str) -> str | None:
    """The path and query of `url`, a link on the page with the address `page`.

    None if it leads to another site than `root`.
    """
    try:
        target = urlsplit(urljoin(page, url.strip()))
    except ValueError:
        return None
    site = urlsplit(root)
    if target.scheme not in ("http", "https") or target.netloc.lower() != site.netloc.lower():
        return None
    return as_key(unquote(target.path) or "/") + (f"?{target.query}" if target.query else "")


def as_key(path: str) -> str:
    """A decoded path, quoted so that each path has one key."""
    return quote(path, safe=SAFE_PATH_CHARACTERS)


def needs_server(key: str) -> bool:
    return NEEDS_SERVER.match(key.partition("?")[0]) is not None


def file_of(key: str, media_type: str) -> str:
    """The file for a page, relative to the site's folder. An HTML page is the index of a folder."""
    parts = [_name(part) for part in unquote(key).split("/") if part not in ("", ".", "..")]
    is_folder = key.endswith("/") or media_type == "text/html"
    return "/".join([*parts, INDEX_FILES.get(media_type, "index.xml")] if is_folder else parts)


def _name(segment: str) -> str:
    name = UNSAFE_FILE_CHARACTERS.sub(lambda match: f"%{ord(match[0]):02X}", segment)
    if name.endswith((".", " ")):
        name += "%"
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    return f"{sha256(name.encode()).hexdigest()[:40]}{_ending(name)}"


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2]
    is_ending = ending.isalnum() and len(ending) <= MAX_ENDING_LENGTH and ending != name
    return f".{ending}" if is_ending else ""
