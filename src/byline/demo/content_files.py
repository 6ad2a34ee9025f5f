"""The demo's files, read into plain values and checked: every name that a file uses must be there."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from byline.demo.body_notation import read_body
from byline.demo.content_types import (
    DemoAccount,
    DemoAffiliation,
    DemoArticle,
    DemoContributor,
    DemoCorrection,
    DemoDocument,
    DemoPage,
    DemoPicture,
    DemoResponse,
    DemoSection,
    DemoSite,
)
from byline.demo.relative_dates import DemoContentError, fill_in_dates, moment
from byline.demo.validation import check_sites

CONTENT_FOLDER = Path(__file__).parent / "content"
Note = TypeVar("Note")


def read_demo(now: datetime, content: Path = CONTENT_FOLDER) -> list[DemoSite]:
    """Every site of the demo by the name of its folder, dated from `now`; the first is the default one.

    Raises Unreadable, with file and line, for what can't be understood.
    """
    sites = [_read_site(path.parent, now) for path in sorted(content.glob("*/site.toml"))]
    check_sites(sites)
    return sites


def _read_site(folder: Path, now: datetime) -> DemoSite:
    path = folder / "site.toml"
    about = _toml(path)
    zone = _zone(about.get("time_zone"), path)
    articles = [_read_article(each, now, zone) for each in sorted(folder.glob("articles/*.md"))]
    about |= {
        "key": folder.name,
        "sections": [_made(DemoSection, row, path) for row in about.get("sections", [])],
        "people": [_made(DemoAccount, row, path) for row in about.get("people", [])],
        "network": [_made(DemoAffiliation, row, path) for row in about.get("network", [])],
        "contributors": _keyed(DemoContributor, "slug", folder / "contributors.toml"),
        "pictures": _keyed(DemoPicture, "key", folder / "pictures.toml"),
        "documents": [_read_document(each) for each in sorted(folder.glob("documents/*.txt"))],
        "pages": [_read_page(each, now, zone) for each in sorted(folder.glob("pages/*.md"))],
        "responses": _read_responses(folder / "responses.toml", now, zone),
        "articles": sorted(articles, key=lambda article: article.published),
    }
    return _made(DemoSite, about, path)


def _zone(name: object, path: Path) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError):
        raise DemoContentError(
            f"{_named(path)}: time_zone is a name such as Europe/London, not {name}"
        ) from None


def _keyed(kind: type[Note], key: str, path: Path) -> list[Note]:
    return [_made(kind, {key: name, **row}, path) for name, row in _toml(path).items()]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None


def _read_article(path: Path, now: datetime, zone: ZoneInfo) -> DemoArticle:
    head, text, line = _parted(path)
    try:
        published = moment(head.get("published", "0 days ago, 00:00"), now, zone)
        updated = moment(head["updated"], now, zone) if "updated" in head else None
        values = {name: _filled(value, published) for name, value in head.items()}
        corrections = [_correction(row, path, now, zone) for row in head.get("corrections", [])]
        bylines = [_byline(row) for row in values.get("bylines", [])]
        body = read_body(fill_in_dates(text, published.date()), line)
    except DemoContentError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    key = re.sub(r"^\d+-", "", path.stem)
    dated = {"published": published, "updated": updated, "corrections": corrections}
    return _made(DemoArticle, values | dated | {"key": key, "bylines": bylines, "body": body}, path)


def _filled(value: Any, published: datetime) -> Any:
    return fill_in_dates(value, published.date()) if isinstance(value, str) else value


def _correction(row: dict[str, Any], path: Path, now: datetime, zone: ZoneInfo) -> DemoCorrection:
    return _made(DemoCorrection, row | {"told": moment(row.get("told"), now, zone)}, path)


def _byline(row: object) -> tuple[str, str]:
    slug, _, role = str(row).partition(": ")
    return slug, role or "by"


def _read_page(path: Path, now: datetime, zone: ZoneInfo) -> DemoPage:
    head, text, line = _parted(path)
    try:
        body = read_body(fill_in_dates(text, now.astimezone(zone).date()), line)
    except DemoContentError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    return _made(DemoPage, {"key": re.sub(r"^\d+-", "", path.stem), **head, "body": body}, path)


def _read_document(path: Path) -> DemoDocument:
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    return DemoDocument(path.stem, title.strip(), text.strip("\n"))


def _read_responses(path: Path, now: datetime, zone: ZoneInfo) -> list[DemoResponse]:
    """In the order in which they were said; a site may have none."""
    rows = _toml(path).get("responses", []) if path.exists() else []
    try:
        said = [
            _made(DemoResponse, row | {"said": moment(row.get("said"), now, zone)}, path)
            for row in rows
        ]
    except DemoContentError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    return sorted(said, key=lambda response: response.said)


def _parted(path: Path) -> tuple[dict[str, Any], str, int]:
    """The front matter between +++ lines, the body, and the number of the line that the body begins on."""
    text = path.read_text(encoding="utf-8")
    found = re.match(r"\+\+\+\n(.*?\n)\+\+\+\n", text, re.DOTALL)
    if found is None:
        raise DemoContentError(
            f"{_named(path)}: begins with a line of +++, what is said of the article, and another line of +++"
        )
    try:
        head = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    return head, text[found.end() :], text[: found.end()].count("\n") + 1


def _made(kind: type[Note], values: Mapping[str, Any], path: Path) -> Note:
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(values.keys() - known.keys()):
        raise DemoContentError(
            f"{_named(path)}: “{unknown[0]}” is unknown here; known are {', '.join(sorted(known))}"
        )
    needed = {
        name
        for name, each in known.items()
        if each.default is MISSING and each.default_factory is MISSING
    }
    if missing := sorted(needed - values.keys()):
        raise DemoContentError(f"{_named(path)}: “{missing[0]}” is missing")
    return kind(**values)


def _named(path: Path) -> str:
    return "/".join(path.parts[-2 if path.suffix == ".toml" else -3 :])
