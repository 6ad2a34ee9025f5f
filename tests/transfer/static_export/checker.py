"""Checks every link in exported files, as a browser on a disk follows it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

ATTRIBUTES = ("href", "src", "poster", "action")


def broken_in(folder: Path, base: str) -> list[str]:
    """Every address in the files that leads to no file. The files are served at `base`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    checked = (
        (file, url, why_broken(folder, file, url, base))
        for file in files
        for url in addresses_in(file, base)
    )
    return [f"{file.relative_to(folder)}: {url}: {wrong}" for file, url, wrong in checked if wrong]


def addresses_in(file: Path, base: str) -> Iterator[str]:
    if file.suffix == ".html":
        for element in html.document_fromstring(file.read_text(encoding="utf-8")).iter():
            yield from (element.get(name) for name in ATTRIBUTES if element.get(name) is not None)
            yield from (
                part.split()[0] for part in (element.get("srcset") or "").split(", ") if part
            )
            if str(element.get("content", "")).startswith(base):
                yield element.get("content")
    elif file.suffix == ".css":
        yield from re.findall(r"""url\(["']?([^"')]+)""", file.read_text(encoding="utf-8"))
    elif (
        file.suffix in (".xml", ".json", ".opml", ".txt")
        and not file.name.startswith(".")
        and "static" not in file.parts
    ):
        text = re.sub(r"(<guid[^>]*>|<id>|\"id\": \")[^<\"]*", "", file.read_text(encoding="utf-8"))
        yield from re.findall(re.escape(base) + r"[^\s\"'<>&()#?\\]*", text)
    elif re.fullmatch(r"articles-\d+\.js", file.name):
        yield from (
            f"../{href}" if href.startswith("..") else href
            for href in re.findall(r'"href":"([^"]+)"', file.read_text(encoding="utf-8"))
        )


def why_broken(folder: Path, file: Path, url: str, base: str) -> str | None:
    parts = urlsplit(url)
    if url.startswith(base):
        target = folder / unquote(parts.path.removeprefix(urlsplit(base).path)).lstrip("/")
    elif parts.scheme or parts.netloc:
        return None  # another site
    elif url.startswith("/"):
        target = folder / unquote(parts.path.removeprefix(urlsplit(base).path)).lstrip("/")
    else:
        target = file.parent / unquote(parts.path) if parts.path else file
    if target.is_dir():
        target = target / "index.html"
    if not target.resolve().is_relative_to(folder.resolve()) or not target.is_file():
        return "no such file"
    if (
        parts.fragment
        and target.suffix == ".html"
        and unquote(parts.fragment) not in fragments_of(target)
    ):
        return "no such fragment on that page"
    return None


@cache
def fragments_of(file: Path) -> frozenset[str]:
    """The fragments that links to the page may have."""
    return frozenset(
        html.document_fromstring(file.read_text(encoding="utf-8")).xpath("//@id | //a/@name")
    )
