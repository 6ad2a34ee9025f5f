"""The files of a stored page, and how they are written, read and removed.

The `meta` file is put in place last and removed first, so a page with a `meta` file is complete.
Each file's modification time is derived from its content: two files of one name have the same time
only if they are equal, however quickly one replaced the other. Web servers build their ETags from
time and size, and we recognize a page in memory by them.
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
    # Part of Python from 3.14 on.
    from compression import zstd  # type: ignore[import-not-found,unused-ignore]
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
DISK_BLOCK_BYTES = 4096  # file systems allocate space in blocks
READABLE_FILE, READABLE_FOLDER = 0o644, 0o755  # independent of the umask
NANOSECONDS = 1_000_000_000
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=6)),
    "zstd": lambda body: zstd.compress(body, 10),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}

Signature = tuple[int, int, int]


@dataclass(frozen=True)
class PageMeta:
    """What is stored about a page. `headers` are sent with every response.

    `markdown_url` is where the page is available as Markdown, or "".
    """

    url: str
    kind: str
    digest: str
    headers: list[tuple[str, str]]
    tags: list[str]
    expires_at: float | None
    keys: list[str] = field(default_factory=list)
    uncached_params: list[str] = field(default_factory=list)
    codings: list[str] = field(default_factory=list)
    markdown_url: str = ""

    @property
    def etag(self) -> str:
        return self.digest[:24]

    @property
    def modified(self) -> str:
        """The Last-Modified header that the view set, or ""."""
        return next((value for name, value in self.headers if name == "Last-Modified"), "")


def suffix_for(content_type: str) -> str:
    """The suffix of the files of a page of this type; "" if such pages are not stored."""
    return SUFFIX_OF_TYPE.get(content_type.partition(";")[0].strip().lower(), "")


def digest_of(body: bytes) -> str:
    return sha256(body).hexdigest()


@dataclass(frozen=True)
class PageDraft:
    """A page's files before they are put in place, as (path, suffix); the meta file is last."""

    files: list[tuple[Path, str]]
    size: int

    def move_into_place(self, tree: Path, stem: str) -> None:
        """Move every file to its place; the caller holds the lock, and nothing is there yet."""
        place = tree / stem
        _make_readable_folder(place.parent, tree)
        for draft, ending in self.files:
            draft.rename(f"{place}{ending}")

    def discard(self) -> None:
        for draft, _ in self.files:
            draft.unlink(missing_ok=True)


def write_draft(meta: PageMeta, body: bytes, folder: Path, name: str) -> PageDraft:
    """Write the page's files into `folder`, in every coding that makes it smaller."""
    folder.mkdir(parents=True, exist_ok=True)
    bodies = {coding: code(body) for coding, code in ENCODERS.items()}
    bodies = {"identity": body} | {
        coding: coded for coding, coded in bodies.items() if len(coded) < len(body)
    }
    written = json.dumps(asdict(meta) | {"codings": list(bodies)}, ensure_ascii=False).encode()
    contents = {meta.kind + SUFFIXES[coding]: encoded for coding, encoded in bodies.items()} | {
        META_SUFFIX: written
    }
    files, size = [], 0
    for ending, content in contents.items():
        file = folder / f"{name}.{ending}"
        file.write_bytes(content)
        file.chmod(READABLE_FILE)
        os.utime(file, ns=_time_of(content))
        files.append((file, ending))
        size += -(-len(content) // DISK_BLOCK_BYTES) * DISK_BLOCK_BYTES
    return PageDraft(files, size)


def _make_readable_folder(folder: Path, tree: Path) -> None:
    """Make the folder, and those above it up to `tree`, so that web servers can read in them."""
    if folder.is_dir():
        return
    if folder != tree:
        _make_readable_folder(folder.parent, tree)
    folder.mkdir(parents=folder == tree, exist_ok=True)
    folder.chmod(READABLE_FOLDER)


def _time_of(content: bytes) -> tuple[int, int]:
    """Access time (now) and modification time (1970 to 2004, from the content), in nanoseconds."""
    number = int.from_bytes(sha256(content).digest()[:16], "big")
    changed = (1 + (number >> 64) % (1 << 30)) * NANOSECONDS + number % NANOSECONDS
    return time.time_ns(), changed


def remove_files(root: Path, stem: str) -> None:
    """Remove a page's files, the meta file first, and the folders that become empty."""
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
    """The meta of the page with this stem (a whole path) and its file's signature, or None."""
    try:
        with Path(f"{stem}{META_SUFFIX}").open("rb") as file:
            file_signature = signature(os.fstat(file.fileno()))
            written = json.loads(file.read())
        written["headers"] = [(name, value) for name, value in written["headers"]]
        return PageMeta(**written), file_signature
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read_body(stem: str, meta: PageMeta, coding: str, signature_at_read: Signature) -> bytes | None:
    """The page in that coding; None if it is no longer the page that was looked up."""
    try:
        body = Path(f"{stem}{meta.kind}{SUFFIXES[coding]}").read_bytes()
        current = signature(Path(f"{stem}{META_SUFFIX}").stat())
    except OSError:
        return None
    return body if current == signature_at_read else None
