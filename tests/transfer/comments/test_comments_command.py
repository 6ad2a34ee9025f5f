"""`byline import disqus`, `comments` and `page`, as they are typed."""

from pathlib import Path

import pytest

from running_server import byline, prepared_data_folder, serve
from transfer.comments.files import disqus, post, thread
from transfer.exports import item, write, wxr
from transfer.page.saved_pages import page


@pytest.fixture
def data_folder(shared_folder: Path, tmp_path: Path) -> Path:
    """A data folder with one article, at /2016/09/17/ferry/."""
    data = prepared_data_folder(shared_folder, tmp_path / "data")
    byline(
        data,
        "import",
        "wordpress",
        str(write(tmp_path, wxr(item(7, "The ferry is late", slug="ferry")))),
    )
    return data


def test_comments_come_and_what_is_left_over_comes_later(data_folder: Path, tmp_path: Path) -> None:
    text = disqus(
        thread(1, "http://harbour.example/2016/09/17/ferry"),
        thread(2, "/old/"),
        post(7, 1),
        post(8, 2, "<p>Moved.</p>"),
    )
    ended = byline(data_folder, "import", "disqus", str(write(tmp_path, text)))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 × comment: no article here at /old/" in ended.stdout
    assert "The counts agree, conversation by conversation." in ended.stdout
    gaps = next((data_folder / "reports").glob("*-left.csv"))
    gaps.write_text(
        gaps.read_text(encoding="utf-8").replace("/old/,,", "/old/,/2016/09/17/ferry/,"),
        encoding="utf-8",
    )
    left = gaps.with_suffix(".jsonl")
    assert (
        byline(data_folder, "import", "comments", str(left), "--remap", str(gaps)).returncode == 0
    )
    with serve(data_folder) as served:
        _status, _headers, shown = served.get("/2016/09/17/ferry/")
    assert ("<p>Well said.</p>" in shown, "<p>Moved.</p>" in shown) == (True, True)


def test_a_file_of_another_kind_is_refused_in_a_line(data_folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "<html></html>")
    messages = {
        kind: byline(data_folder, "import", kind, str(file))
        .stderr.strip()
        .removeprefix(f"{file} was not imported")
        for kind in ("disqus", "isso", "comments", "wordpress-comments")
    }
    assert messages == {
        "disqus": ": line 1: this begins with <html>, but a Disqus export begins with <disqus>.",
        "isso": ": this is not a SQLite database; Isso's own file (comments.db) is accepted.",
        "comments": ": line 1: this is not a file left over by an import of comments (…-left.jsonl).",
        "wordpress-comments": ": line 1: this begins with <html>, but a WordPress export begins with <rss>.",
    }


def test_a_saved_page_is_a_draft(data_folder: Path, tmp_path: Path) -> None:
    ended = byline(data_folder, "import", "page", str(write(tmp_path, page(), "ferry.html")))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Headline: “The ferry is late”, from its <meta> og:title." in ended.stdout
    refused = byline(data_folder, "import", "page", "http://127.0.0.1/ferry.html")
    assert (refused.returncode, refused.stderr.strip()) == (
        1,
        (
            "http://127.0.0.1/ferry.html was not imported: the page cannot be fetched: 127.0.0.1 is "
            "at 127.0.0.1, which is not a public address."
        ),
    )
