"""The JSON export: complete, documented, and without private addresses unless requested."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.readership.actions import set_starting_count
from byline.transfer.json_export.actions import JsonExportError, export_json
from byline.transfer.json_export.record_kinds import RECORD_KINDS, ExportScope
from newsrooms import Publish, text
from response_helpers import Respond

FORMATS = (Path(__file__).parents[3] / "docs/formats.md").read_text(encoding="utf-8")
ADDRESSES = {"mail", "is_mail_confirmed", "address", "agent"}


def records(
    folder: Path, site: Site, *, with_addresses: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """The records of an export, by kind."""
    written = export_json(ExportScope([site], with_addresses), folder, lambda *_: None)
    read = {
        kind: [
            json.loads(line)
            for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        for kind in RECORD_KINDS
    }
    assert {kind: len(lines) for kind, lines in read.items()} == written
    return read


def described(kind: str) -> set[str]:
    """The fields of this kind in docs/formats.md."""
    [table] = re.findall(
        rf"^### {kind}\n\n\| field .*\n\| ---.*\n((?:\|.*\n?)+)", FORMATS, re.MULTILINE
    )
    return {
        name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }


def test_an_article_is_exported_with_its_responses(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    first = respond("It ran late.")
    respond("So it did.", parent=first.number)
    exported = records(tmp_path, ferry.site)
    [article], [person] = exported["articles"], exported["contributors"]
    assert (article["headline"], article["state"], article["path"], article["guid"]) == (
        "The ferry",
        "published",
        ferry.permalink,
        ferry.guid,
    )
    assert article["bylines"] == [{"contributor": person["id"], "role": "by"}]
    assert [block["type"] for block in article["blocks"]] == ["text"]
    assert article["html"] == "<p>It ran late.</p>"
    first, reply = exported["responses"]
    assert (first["number"], first["in_reply_to"], first["text"]) == (1, None, "It ran late.")
    assert (reply["number"], reply["in_reply_to"], reply["text"]) == (2, first["id"], "So it did.")


def test_commenters_addresses_are_exported_only_on_request(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    respond("It ran late.")
    records(tmp_path / "without", ferry.site)
    assert not re.search(
        r"tove@reader|203\.0\.113",
        "".join(path.read_text() for path in (tmp_path / "without").iterdir()),
    )
    [response] = records(tmp_path / "with", ferry.site, with_addresses=True)["responses"]
    assert (response["mail"], response["address"]) == ("tove@reader.example", "203.0.113.7")


def test_every_field_is_described_and_no_other(
    ferry: Article, respond: Respond, tmp_path: Path
) -> None:
    respond("It ran late.")
    set_starting_count(ferry, 12)
    ferry.tags.add("Boats")
    ferry.slug = "the-boat"
    ferry.save_revision().publish()
    exported = records(tmp_path, ferry.site, with_addresses=True)
    seen = {kind: set(lines[0]) for kind, lines in exported.items() if lines}
    assert seen == {kind: described(kind) for kind in seen}
    assert set(RECORD_KINDS) - set(seen) == {"media", "policies", "pages"}


def test_a_draft_is_exported_in_its_latest_revision(
    news: SectionPage, contributor: Contributor, tmp_path: Path
) -> None:
    draft = actions.file_article(news, Copy(headline="The weir", credits=[Credit(contributor)]))
    draft.title = "The weir, seen again"
    draft.save_revision()
    [article] = records(tmp_path, draft.site)["articles"]
    assert (article["headline"], article["state"], article["published_at"]) == (
        "The weir, seen again",
        "draft",
        None,
    )


def test_records_of_other_sites_are_not_exported(ferry: Article, tmp_path: Path) -> None:
    sister = actions.open_site(name="The Lagoon", hostname="lagoon.example")
    exported = records(tmp_path, sister)
    assert [site["name"] for site in exported["sites"]] == ["The Lagoon"]
    assert exported["articles"] == exported["responses"] == exported["sections"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_articles_are_loaded_in_batches(publish: Publish, number: int, tmp_path: Path) -> None:
    for place in range(number):
        publish(f"The weir, part {place}", body=text("Water."))
    site = Site.objects.get()
    with CaptureQueriesContext(connection) as queries:
        assert len(list(RECORD_KINDS["articles"](ExportScope([site])))) == number
    assert len(queries) == 5


def test_other_files_stay_and_an_earlier_export_is_replaced(ferry: Article, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/articles.jsonl").write_text("{}")
    with pytest.raises(JsonExportError) as refused:
        records(tmp_path / "theirs", ferry.site)
    assert str(refused.value) == (
        f"{tmp_path / 'theirs'} has articles.jsonl from elsewhere. "
        "Nothing was written; choose another folder."
    )
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["articles.jsonl"]
    assert records(tmp_path / "ours", ferry.site) == records(tmp_path / "ours", ferry.site)
