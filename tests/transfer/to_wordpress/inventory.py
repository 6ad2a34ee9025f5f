"""The content of an installation by names instead of keys, so that two can be compared."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from byline.network.models import PolicyVersion
from byline.newsroom.models import Contributor, Picture, Tag
from byline.newsroom.signals import words_of
from byline.transfer.json_export.record_kinds import RECORD_KINDS, ExportScope
from byline.transfer.to_wordpress.actions import export_wordpress
from byline.transfer.to_wordpress.site_export import SiteExport

Records = dict[str, dict[Any, dict[str, Any]]]
OWN = {"id", "site", "html"}
FILE_SUFFIX = re.compile(r"(?:_\w{7})+(?=\.\w+$)")


def exported_xml(file: Path, *, with_addresses: bool = False, host: str = "") -> str:
    """A WordPress export of the site, as text."""
    site = Site.objects.get(hostname=host) if host else Site.objects.get()
    export_wordpress(SiteExport(site, with_addresses=with_addresses), file, lambda *_: None)
    return file.read_text(encoding="utf-8")


def delete_all_content() -> None:
    """Empty the installation."""
    for front in Page.objects.filter(depth=2):
        front.get_descendants().live().update(live=False)
    Site.objects.get().articles.all().delete()
    PolicyVersion.objects.all().delete()
    for page in Page.objects.filter(depth__gt=1).order_by("-depth"):
        Page.objects.get(pk=page.pk).specific.delete()
    for model in (Site, Contributor, Tag, Picture, get_document_model()):
        model.objects.all().delete()


def inventory(site: Site, *, with_addresses: bool = False) -> Records:
    """Every record of the site, without primary keys, and with times to the second."""
    records = {
        kind: list(rows(ExportScope([site], with_addresses))) for kind, rows in RECORD_KINDS.items()
    }
    names = {
        kind: {row["id"]: _name(kind, row) for row in records[kind] if kind != "media"}
        for kind in (*NAMED, "responses")
    }
    files = {(row["kind"], row["id"]): _name("media", row) for row in records["media"]}
    describe: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "sections": lambda row: {"above": names["sections"].get(row["above"])},
        "contributors": lambda row: {"portrait": files.get(("picture", row["portrait"]))},
        "media": lambda row: {"file": _name("media", row), "added_at": None},
        "pages": lambda row: {"blocks": _blocks(row["blocks"], files, names)},
        "articles": lambda row: {
            "blocks": _blocks(row["blocks"], files, names),
            "bylines": [(names["contributors"][line["contributor"]], line["role"]) for line in row["bylines"]],
            "section": names["sections"][row["section"]],
            "further_sections": sorted(names["sections"][pk] for pk in row["further_sections"]),
            "tags": sorted(names["tags"][pk] for pk in row["tags"]),
            "lead_picture": files.get(("picture", row["lead_picture"])),
        },
        "responses": lambda row: {
            "article": names["articles"][row["article"]],
            "in_reply_to": names["responses"].get(row["in_reply_to"], (None,))[-1],
        },
        "counts": lambda row: {
            "article": names["articles"][row["article"]], "days": None, "before": None, "reads": row["before"] + row["reads"]
        },
    }  # fmt: skip
    return {
        kind: _by_name(kind, records[kind], describe.get(kind, dict), names)
        for kind in (*NAMED, "responses", "counts")
    }


NAMED = ("sections", "contributors", "tags", "media", "pages", "articles")


def _by_name(
    kind: str, rows: list[dict[str, Any]], describe: Any, names: Any
) -> dict[Any, dict[str, Any]]:
    cleaned = [
        _to_the_second(
            {name: value for name, value in (row | describe(row)).items() if name not in OWN}
        )
        for row in rows
    ]
    return {_name(kind, row): row for row in cleaned}


def _name(kind: str, row: dict[str, Any]) -> Any:
    if kind == "responses":
        return row["article"], row["number"] or row["text"]
    if kind == "media":
        return FILE_SUFFIX.sub("", row["file"])
    return {
        "articles": row.get("headline"),
        "pages": row.get("path"),
        "counts": row.get("article"),
    }.get(kind) or row["slug"]


def _to_the_second(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value[:19] if name.endswith("_at") and value else value for name, value in row.items()
    }


def _blocks(
    blocks: list[Any], files: dict[tuple[str, int], str], names: dict[str, dict[int, str]]
) -> list[Any]:
    return [_block(words_of(block), files, names) for block in blocks]


def _block(
    block: dict[str, Any], files: dict[tuple[str, int], str], names: dict[str, dict[int, str]]
) -> Any:
    kind, value = block["type"], block["value"]
    if kind == "text":
        value = re.sub(
            r'linktype="page" id="(\d+)"',
            lambda match: f"to “{names['articles'][int(match[1])]}”",
            value,
        )
        return kind, re.sub(
            r'linktype="document" id="(\d+)"', lambda match: files["document", int(match[1])], value
        )
    if kind == "gallery":
        pictures = [item.get("value", item) for item in value["pictures"]]
        return (
            kind,
            value["caption"],
            [item | {"picture": files["picture", item["picture"]]} for item in pictures],
        )
    of_file = {"picture": "picture", "document": "document"}.get(kind)
    return (kind, value | {of_file: files[of_file, value[of_file]]}) if of_file else (kind, value)
