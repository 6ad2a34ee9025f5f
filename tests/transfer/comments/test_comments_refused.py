"""A file that can't be taken is refused with its line, before anything is written."""

import sqlite3
from pathlib import Path

import pytest

from byline.discussion.models import Comment
from byline.newsroom.models import Article
from byline.transfer.models import Source
from byline.transfer.run.comment_records import BadFile
from transfer.comments.conftest import Bring
from transfer.comments.files import HEAD, disqus, post, thread

LINK = "https://harbour.example/2016/09/17/ferry/"
BOMB = '<!DOCTYPE disqus [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: this is not XML; a Disqus export (an .xml file) is accepted"),
        ("`" + disqus(), "line 1: this is not XML; a Disqus export (an .xml file) is accepted"),
        (
            "<html><body/></html>",
            "line 1: this begins with <html>, but a Disqus export begins with <disqus>",
        ),
        (
            HEAD.replace("<disqus", BOMB + "<disqus"),
            (
                "line 2: the file has a document type declaration, which no Disqus export has; "
                "nothing was imported"
            ),
        ),
        (disqus(thread(1, LINK), post(7, 1)).replace("</disqus>", "<post>"), "line "),
        (disqus(thread(1, LINK), post(7, 1, "a\x00b")), "line "),
        (disqus(thread(1, LINK), post(7, 1, "x" * 10_500_000)), "line "),
        (disqus(thread(1, LINK), post(7, 1, name="&file;")), "line "),
    ],
)
def test_a_bad_disqus_file(ferry: Article, bring: Bring, text: str, message: str) -> None:
    with pytest.raises(BadFile) as refused:
        bring(text)
    assert str(refused.value).startswith(message)
    assert (Comment.objects.count(), Source.objects.count()) == (0, 0)


def test_a_bad_isso_file(ferry: Article, bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / "comments.db"
    path.write_bytes(b"no database")
    with pytest.raises(BadFile, match="this is not a SQLite database"):
        bring(path)
    path.unlink()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE comments (id)")
    database.close()
    with pytest.raises(BadFile, match="it lacks the table threads"):
        bring(path)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)
    with pytest.raises(BadFile, match="the database cannot be read"):
        bring(path)
    assert Comment.objects.count() == 0


def test_a_bad_remap_file(ferry: Article, bring: Bring, tmp_path: Path) -> None:
    remap = tmp_path / "remap.csv"
    remap.write_text(
        "old address,new address\nhttp://a.example/1,\n/one/,/nowhere/\n", encoding="utf-8"
    )
    with pytest.raises(
        BadFile, match="line 3: the remap file leads to /nowhere/, where there is no article"
    ):
        bring(disqus(thread(1, LINK), post(7, 1)), remap=remap)
    assert Comment.objects.count() == 0


def test_what_was_not_left_over_by_an_import(ferry: Article, bring: Bring, tmp_path: Path) -> None:
    for number, text in (
        (1, "{}"),
        (2, '{"kind": "disqus", "address": "x"}\n{"comment": {"nothing": 1}}'),
    ):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadFile, match=f"line {number}: this is not a file left over"):
            bring(path)
