"""The cache key of a page: its origin, path and query, and the files that it is stored in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\])")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
DEFAULT_PORTS = {"http": "80", "https": "443"}
MAX_PATH_BYTES = 2_000  # pages with longer paths are served but not stored
MAX_QUERY_LENGTH = 200
MAX_FILE_NAME_BYTES = 240  # of the 255 that file systems allow
FILE_PREFIX = "=page."  # in the name of every file of ours, and in no path that is stored


@dataclass(frozen=True, slots=True)
class CacheKey:
    """A page's origin (https://paper.example), its decoded path, and its normalized query."""

    origin: str
    path: str
    query: str = ""

    @property
    def url(self) -> str:
        """The page's address, as it is stored in the index and shown to people."""
        return (
            self.origin
            + quote(self.path, safe="/~!$&'()*+,;=:@")
            + (f"?{self.query}" if self.query else "")
        )

    @property
    def file_stem(self) -> str:
        """The beginning of its files' names, below the store's pages.

        For example `https/paper.example/2016/09/17/slug/=page.`, which a web server can build from
        scheme, host and path. Names too long for a file, and pages with a query, get a digest,
        which only we can build.
        """
        scheme, _, host = self.origin.partition("://")
        *folders, last = self.path.split("/")[1:]
        if self.query:
            last = f"{_name(last)}{FILE_PREFIX}{_digest(self.query)}"
        return "/".join([scheme, host, *map(_name, folders), _name(last) + FILE_PREFIX])


def key_of_request(environ: Mapping[str, Any], *, behind_proxy: bool) -> CacheKey | None:
    """The key of a WSGI request, without its query; None if its page is never stored."""
    host = str(environ.get("HTTP_HOST", "")).lower()
    scheme = _scheme(environ, behind_proxy)
    name, port = _split(host)
    if not HOST.fullmatch(name) or environ.get("SCRIPT_NAME"):
        return None
    if port and port != DEFAULT_PORTS[scheme] and port != str(environ.get("SERVER_PORT", "")):
        return None
    path = _path(str(environ.get("PATH_INFO", "")))
    if path is None:
        return None
    return CacheKey(
        f"{scheme}://{name}" + (f":{port}" if port and port != DEFAULT_PORTS[scheme] else ""), path
    )


def significant_query(query: str, keys: frozenset[str]) -> str | None:
    """`query` with only these keys, normalized; None if it is too long to store the page.

    Of a repeated key the last value counts, as in Django's `QueryDict.get`.
    """
    values = {key: value for key, value in parse_qsl(query, keep_blank_values=True) if key in keys}
    kept = urlencode(sorted(values.items()))
    return kept if len(kept) <= MAX_QUERY_LENGTH else None


def parameter_names(query: str) -> frozenset[str]:
    return frozenset(key for key, _ in parse_qsl(query, keep_blank_values=True))


def _scheme(environ: Mapping[str, Any], behind_proxy: bool) -> str:
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO") if behind_proxy else None
    scheme = (
        forwarded.split(",", 1)[0].strip()
        if isinstance(forwarded, str)
        else environ.get("wsgi.url_scheme")
    )
    return "https" if scheme == "https" else "http"


def _split(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and port.isdecimal() else (host, "")


def _path(raw: str) -> str | None:
    """The decoded path (WSGI passes bytes as Latin-1); None if a file system could misread it."""
    if not raw.startswith("/") or len(raw) > MAX_PATH_BYTES or FILE_PREFIX in raw:
        return None
    try:
        path = raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    *folders, last = path.split("/")[1:]
    if any(folder in ("", ".", "..") for folder in folders) or last in (".", ".."):
        return None
    return None if CONTROL.search(path) else path


def _name(segment: str) -> str:
    return (
        segment
        if len(segment.encode()) <= MAX_FILE_NAME_BYTES
        else f"{FILE_PREFIX}long.{_digest(segment)}"
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
