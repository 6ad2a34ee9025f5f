"""Reads and checks the demo's files. content/README.md describes them."""

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
from byline.demo.relative_dates import DemoContentError, fill_in_dates, parse_date
from byline.demo.validation import check_sites

CONTENT_FOLDER = Path(__file__).parent / "content"
PICTURE_ENDINGS = (".webp", ".jpg", ".png")
Content = TypeVar("Content")


def read_demo(now: datetime, content: Path = CONTENT_FOLDER) -> list[DemoSite]:
    """All sites of the demo, sorted by the names of their folders. The first is the default site.

    `now` is the moment from which dates are counted. Raises DemoContentError, which names the file
    and the line of a mistake.
    """
    sites = [_read_site(path.parent, now) for path in sorted(content.glob("*/site.toml"))]
    check_sites(sites)
    return sites


def _read_site(folder: Path, now: datetime) -> DemoSite:
    path = folder / "site.toml"
    values = _toml(path)
    zone = _zone(values.get("time_zone"), path)
    articles = [_read_article(file, now, zone) for file in sorted(folder.glob("articles/*.md"))]
    values |= {
        "key": folder.name,
        "sections": [_made(DemoSection, row, path) for row in values.get("sections", [])],
        "people": [_made(DemoAccount, row, path) for row in values.get("people", [])],
        "network": [_made(DemoAffiliation, row, path) for row in values.get("network", [])],
        "contributors": _keyed(DemoContributor, "slug", folder / "contributors.toml"),
        "pictures": _read_pictures(folder),
        "documents": [_read_document(file) for file in sorted(folder.glob("documents/*.txt"))],
        "pages": [_read_page(file, now, zone) for file in sorted(folder.glob("pages/*.md"))],
        "responses": _read_responses(folder / "responses.toml", now, zone),
        "articles": sorted(articles, key=lambda article: article.published),
    }
    return _made(DemoSite, values, path)


def _zone(name: object, path: Path) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError):
        raise DemoContentError(
            f"{_named(path)}: time_zone must be a name such as Europe/London, not {name}"
        ) from None


def _keyed(kind: type[Content], key: str, path: Path) -> list[Content]:
    return [_made(kind, {key: name, **row}, path) for name, row in _toml(path).items()]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None


def _read_article(path: Path, now: datetime, zone: ZoneInfo) -> DemoArticle:
    head, text, line = _split_front_matter(path)
    try:
        published = parse_date(head.get("published", "0 days ago, 00:00"), now, zone)
        updated = parse_date(head["updated"], now, zone) if "updated" in head else None
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
    return _made(
        DemoCorrection, row | {"published": parse_date(row.get("published"), now, zone)}, path
    )


def _byline(row: object) -> tuple[str, str]:
    slug, _, role = str(row).partition(": ")
    return slug, role or "by"


def _read_page(path: Path, now: datetime, zone: ZoneInfo) -> DemoPage:
    head, text, line = _split_front_matter(path)
    try:
        body = read_body(fill_in_dates(text, now.astimezone(zone).date()), line)
    except DemoContentError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    return _made(DemoPage, {"key": re.sub(r"^\d+-", "", path.stem), **head, "body": body}, path)


def _read_pictures(folder: Path) -> list[DemoPicture]:
    path = folder / "pictures.toml"
    return [
        _made(DemoPicture, {"key": key, "file": _picture_file(folder, key), **row}, path)
        for key, row in _toml(path).items()
    ]


def _picture_file(folder: Path, key: str) -> Path:
    files = [folder / "pictures" / f"{key}{ending}" for ending in PICTURE_ENDINGS]
    return next((file for file in files if file.is_file()), files[0])


def _read_document(path: Path) -> DemoDocument:
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    return DemoDocument(path.stem, title.strip(), text.strip("\n"))


def _read_responses(path: Path, now: datetime, zone: ZoneInfo) -> list[DemoResponse]:
    """The responses in the order in which they were posted; a site may have none."""
    rows = _toml(path).get("responses", []) if path.exists() else []
    try:
        responses = [
            _made(DemoResponse, row | {"posted": parse_date(row.get("posted"), now, zone)}, path)
            for row in rows
        ]
    except DemoContentError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    return sorted(responses, key=lambda response: response.posted)


def _split_front_matter(path: Path) -> tuple[dict[str, Any], str, int]:
    """The front matter between lines of +++, the body, and the number of the body's first line."""
    text = path.read_text(encoding="utf-8")
    match = re.match(r"\+\+\+\n(.*?\n)\+\+\+\n", text, re.DOTALL)
    if match is None:
        raise DemoContentError(
            f"{_named(path)}: the file must begin with TOML between two lines of +++"
        )
    try:
        head = tomllib.loads(match[1])
    except tomllib.TOMLDecodeError as error:
        raise DemoContentError(f"{_named(path)}: {error}") from None
    return head, text[match.end() :], text[: match.end()].count("\n") + 1


def _made(kind: type[Content], values: Mapping[str, Any], path: Path) -> Content:
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(values.keys() - known.keys()):
        raise DemoContentError(
            f"{_named(path)}: “{unknown[0]}” is unknown; choose from {', '.join(sorted(known))}"
        )
    needed = {
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING
    }
    if missing := sorted(needed - values.keys()):
        raise DemoContentError(f"{_named(path)}: “{missing[0]}” is missing")
    return kind(**values)


def _named(path: Path) -> str:
    return "/".join(path.parts[-2 if path.suffix == ".toml" else -3 :])
