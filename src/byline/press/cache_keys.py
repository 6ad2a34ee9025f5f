"""Where a page stands: under which origin, path and query it is asked for, and in which file it is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\])")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
DEFAULT_PORTS = {"http": "80", "https": "443"}
MAX_PATH_BYTES = 2_000  # bytes; longer ones are answered, never kept
MAX_QUERY_LENGTH = 200
MAX_FILE_NAME_BYTES = 240  # bytes of a file's name, which may take 255
FILE_PREFIX = "=page."  # stands in every name of ours, and in no path that is kept


@dataclass(frozen=True, slots=True)
class CacheKey:
    """`origin` such as https://paper.example, `path` decoded, `query` with only the keys that matter, in their order."""

    origin: str
    path: str
    query: str = ""

    @property
    def url(self) -> str:
        """The page's address, as it is known in the index and shown to people."""
        return (
            self.origin
            + quote(self.path, safe="/~!$&'()*+,;=:@")
            + (f"?{self.query}" if self.query else "")
        )

    @property
    def file_stem(self) -> str:
        """The beginning of its files' names, below the store's pages.

        Such as `https/paper.example/2016/09/17/slug/=page.`, which a web server finds by its own scheme, host and path. A name
        too long for a file, and one with a query, is known to us alone.
        """
        scheme, _, host = self.origin.partition("://")
        *folders, last = self.path.split("/")[1:]
        if self.query:
            last = f"{_name(last)}{FILE_PREFIX}{_digest(self.query)}"
        return "/".join([scheme, host, *map(_name, folders), _name(last) + FILE_PREFIX])


def key_of_request(environ: Mapping[str, Any], *, behind_proxy: bool) -> CacheKey | None:
    """The place that a WSGI request asks for, its query left out; None where nothing is ever kept."""
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
    """`query` with only these keys, in one order and spelling; None when it is too long to be kept."""
    pairs = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key in keys]
    kept = urlencode(sorted(pairs, key=lambda pair: pair[0]))
    return kept if len(kept) <= MAX_QUERY_LENGTH else None


def parameter_names(query: str) -> frozenset[str]:
    return frozenset(key for key, _ in parse_qsl(query, keep_blank_values=True))


def _scheme(environ: Mapping[str, Any], behind_proxy: bool) -> str:
    said = environ.get("HTTP_X_FORWARDED_PROTO") if behind_proxy else None
    scheme = (
        said.split(",", 1)[0].strip() if isinstance(said, str) else environ.get("wsgi.url_scheme")
    )
    return "https" if scheme == "https" else "http"


def _split(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and port.isdecimal() else (host, "")


def _path(raw: str) -> str | None:
    """The path, decoded (WSGI hands on bytes as Latin-1); None where it could mean something else to a file system."""
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
