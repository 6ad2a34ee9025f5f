"""Which file a page becomes."""

import re
from hashlib import sha256
from urllib.parse import quote, unquote, urljoin, urlsplit

SAFE_PATH_CHARACTERS = "/~!$&'()*+,;=:@"
UNSAFE_FILE_CHARACTERS = re.compile(
    r'[\x00-\x1f\x7f<>:"|?*\\%]'
)  # a stick's file system (FAT) takes none of these but "%", which stands for them
MAX_NAME_BYTES = 200  # bytes of a name
INDEX_FILES = {
    "text/html": "index.html",
    "application/json": "index.json",
    "application/feed+json": "index.json",
    "text/plain": "index.txt",
}
NEEDS_SERVER = re.compile(r"/(?:-|accounts|admin|api)(?:/|$)|.*/(?:respond|trackback)/?$")
"""Addresses that only a server can answer."""


def key_of(url: str, page: str, root: str) -> str | None:
    """What `url`, as it stands on the page with the address `page`, is known by here: path and query; None: it is elsewhere."""
    try:
        whole = urlsplit(urljoin(page, url.strip()))
    except ValueError:
        return None
    ours = urlsplit(root)
    if whole.scheme not in ("http", "https") or whole.netloc.lower() != ours.netloc.lower():
        return None
    return as_key(unquote(whole.path) or "/") + (f"?{whole.query}" if whole.query else "")


def as_key(path: str) -> str:
    """A decoded path as it is known here: quoted in one way."""
    return quote(path, safe=SAFE_PATH_CHARACTERS)


def needs_server(key: str) -> bool:
    return NEEDS_SERVER.match(key.partition("?")[0]) is not None


def file_of(key: str, kind: str) -> str:
    """The file, below the folder of the site, that a page of this media type becomes. A page of HTML is a folder's index."""
    parts = [_name(part) for part in unquote(key).split("/") if part not in ("", ".", "..")]
    is_folder = key.endswith("/") or kind == "text/html"
    return "/".join([*parts, INDEX_FILES.get(kind, "index.xml")] if is_folder else parts)


def _name(segment: str) -> str:
    name = UNSAFE_FILE_CHARACTERS.sub(lambda found: f"%{ord(found[0]):02X}", segment)
    if name.endswith((".", " ")):
        name += "%"
    return (
        name
        if len(name.encode()) <= MAX_NAME_BYTES
        else f"{sha256(name.encode()).hexdigest()[:40]}{_ending(name)}"
    )


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2]
    return f".{ending}" if ending.isalnum() and len(ending) < 8 and ending != name else ""  # noqa: PLR2004 (an ending is short)
