"""A printed page as it is kept: its files below the store, and how they are put there, read and taken away.

Its `meta` file is put down last and taken away first: who still finds it has found a whole page. The time of change of each
file is made from what is in it: two files of one name have the same time only when they are the same, however quickly one came
after the other. Web servers make their ETags of a file's time and size, and so do we know a page that we have in memory.
"""

import gzip
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

import brotli

from byline.press.rules import SUFFIXES

try:
    from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # part of Python from 3.14 on
except ImportError:
    from backports import zstd

META_SUFFIX = "meta"
SUFFIX_OF_TYPE = {
    "text/html": "html",
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/feed+json": "json",
    "application/json": "json",
    "text/plain": "txt",
    "text/markdown": "md",
    "image/png": "png",
}
DISK_BLOCK_BYTES = 4096  # bytes in which a file system hands out room
NANOSECONDS = 1_000_000_000
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=6)),
    "zstd": lambda body: zstd.compress(body, 10),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}

Signature = tuple[int, int, int]


@dataclass(frozen=True)
class PageMeta:
    """What is known of a page beside its bytes. `headers` are those that every answer with it carries.

    `twin` is where the same stands as Markdown; "" where it does not.
    """

    url: str
    kind: str
    digest: str
    headers: list[tuple[str, str]]
    tags: list[str]
    expires_at: float | None
    keys: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    codings: list[str] = field(default_factory=list)
    markdown_url: str = ""

    @property
    def etag(self) -> str:
        return self.digest[:24]


def suffix_for(content_type: str) -> str:
    """The ending of the file of such a page; "" when no page is of that type."""
    return SUFFIX_OF_TYPE.get(content_type.partition(";")[0].strip().lower(), "")


def digest_of(body: bytes) -> str:
    return sha256(body).hexdigest()


@dataclass(frozen=True)
class PageDraft:
    """A page's files, written but not yet where they are looked for: (draft, ending of its name), the meta last."""

    files: list[tuple[Path, str]]
    size: int

    def put_down(self, stem: Path) -> None:
        """Rename every file to its place. Only while nobody else may do so, and with nothing there."""
        stem.parent.mkdir(parents=True, exist_ok=True)
        for draft, ending in self.files:
            draft.rename(f"{stem}{ending}")

    def discard(self) -> None:
        for draft, _ in self.files:
            draft.unlink(missing_ok=True)


def write_draft(meta: PageMeta, body: bytes, folder: Path, name: str) -> PageDraft:
    """Write the page's files into `folder`, coded in every way that makes it smaller."""
    folder.mkdir(parents=True, exist_ok=True)
    bodies = {coding: code(body) for coding, code in ENCODERS.items()}
    bodies = {"identity": body} | {
        coding: coded for coding, coded in bodies.items() if len(coded) < len(body)
    }
    written = json.dumps(asdict(meta) | {"codings": list(bodies)}, ensure_ascii=False).encode()
    contents = {meta.kind + SUFFIXES[coding]: each for coding, each in bodies.items()} | {
        META_SUFFIX: written
    }
    files, size = [], 0
    for ending, content in contents.items():
        file = folder / f"{name}.{ending}"
        file.write_bytes(content)
        os.utime(file, ns=_time_of(content))
        files.append((file, ending))
        size += -(-len(content) // DISK_BLOCK_BYTES) * DISK_BLOCK_BYTES
    return PageDraft(files, size)


def _time_of(content: bytes) -> tuple[int, int]:
    """(last read: now, last changed: a moment between 1970 and 2004 that stands for this content), in nanoseconds."""
    number = int.from_bytes(sha256(content).digest()[:16], "big")
    changed = (1 + (number >> 64) % (1 << 30)) * NANOSECONDS + number % NANOSECONDS
    return time.time_ns(), changed


def remove_files(root: Path, stem: str) -> None:
    """Remove a page's files, its meta first, then the folders that it leaves empty."""
    whole = root / stem
    for ending in (META_SUFFIX, *_endings()):
        Path(f"{whole}{ending}").unlink(missing_ok=True)
    folder = whole.parent
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _endings() -> list[str]:
    return [
        kind + suffix
        for kind in dict.fromkeys(SUFFIX_OF_TYPE.values())
        for suffix in SUFFIXES.values()
    ]


def signature(stat: os.stat_result) -> Signature:
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def read_meta(stem: str) -> tuple[PageMeta, Signature] | None:
    """What stands under this stem (a whole path), and what its meta file is known by; None when nothing does."""
    try:
        with Path(f"{stem}{META_SUFFIX}").open("rb") as file:
            found = signature(os.fstat(file.fileno()))
            written = json.loads(file.read())
        written["headers"] = [(name, value) for name, value in written["headers"]]
        return PageMeta(**written), found
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read_body(stem: str, meta: PageMeta, coding: str, signature_at_read: Signature) -> bytes | None:
    """The page in that coding; None when it is not the page that was looked up any more."""
    try:
        body = Path(f"{stem}{meta.kind}{SUFFIXES[coding]}").read_bytes()
        return body if signature(os.stat(f"{stem}{META_SUFFIX}")) == signature_at_read else None  # noqa: PTH116 (once a page is read)
    except OSError:
        return None
