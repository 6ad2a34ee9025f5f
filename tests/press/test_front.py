"""What the front answers with, and what it keeps."""

import gzip

from django.db import transaction
from proofs import Paper, Reader

from byline.press.actions import stale


def test_a_page_is_rendered_once_and_then_given_from_the_store(reader: Reader, paper: Paper) -> None:
    paper.words["one"] = "Ferry sails"
    first, again = reader.get("/one/"), reader.get("/one/")
    assert (first.fate, again.fate) == ("byline; fwd=miss; stored", "byline; hit")
    assert first.body == again.body
    assert paper.rendered == ["/one/"]
    assert {**first.headers, "cache-status": ""} == {**again.headers, "cache-status": ""}


def test_what_is_changed_is_gone_when_the_change_is_committed(reader: Reader, paper: Paper) -> None:
    paper.words["one"] = "Ferry sails"
    reader.get("/one/")
    reader.get("/two/")
    with transaction.atomic():
        stale("page:one")
        paper.words["one"] = "Ferry sank"
    assert b"Ferry sank" in gzip.decompress(reader.get("/one/", accept_encoding="gzip").body)
    assert reader.get("/two/").fate == "byline; hit"
