"""The export file is read as a stream, or refused with the line where it goes wrong."""

import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest

from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import WordPressItem, WordPressTermLink, WxrError
from transfer.exports import (
    VERSIONS,
    author,
    category,
    cdata,
    comment,
    filed,
    item,
    meta,
    write,
    wxr,
)


def read(folder: Path, text: str, encoding: str = "utf-8") -> tuple[WxrReader, list[WordPressItem]]:
    reader = WxrReader(write(folder, text, encoding=encoding))
    return reader, list(reader)


def refusal(folder: Path, text: str | bytes) -> WxrError:
    path = folder / "export.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(WxrError) as caught:
        list(WxrReader(path))
    return caught.value


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_reads_the_same(tmp_path: Path, version: str) -> None:
    reader, [piece] = read(
        tmp_path,
        wxr(item(7, "The ferry is late"), version=version, head=author("inga", "Inga Holm")),
    )
    assert (reader.channel.version, reader.channel.title, reader.channel.language) == (
        version,
        "The Harbour Bell",
        "en-GB",
    )
    assert [(one.login, one.display_name) for one in reader.channel.authors] == [
        ("inga", "Inga Holm")
    ]
    assert (piece.id, piece.title, piece.type, piece.status, piece.slug) == (
        7,
        "The ferry is late",
        "post",
        "publish",
        "piece-7",
    )
    assert piece.date == datetime(2016, 9, 17, 8, 30)  # noqa: DTZ001  (as written, without a zone)
    assert piece.date_gmt == datetime(2016, 9, 17, 6, 30)  # noqa: DTZ001
    assert piece.content == "<p>The words of piece 7.</p>"


def test_an_item_knows_its_line(tmp_path: Path) -> None:
    text = wxr(item(1), "\n" * 70_000, item(2))
    _, pieces = read(tmp_path, text)
    lines = text.split("\n")
    assert [lines[piece.line - 1] for piece in pieces] == ["<item>", "<item>"]
    assert pieces[1].line > 70_000


def test_filings_and_meta_are_kept_in_order(tmp_path: Path) -> None:
    more = (
        filed("category", "port", "Port & pier")
        + filed("post_tag", "tide", "Tide")
        + meta("views", "12")
        + meta("views", "99")
    )
    _, [piece] = read(tmp_path, wxr(item(1, more=more)))
    assert piece.filings == [
        WordPressTermLink("category", "port", "Port & pier"),
        WordPressTermLink("post_tag", "tide", "Tide"),
    ]
    assert piece.meta == {"views": "12"}


def test_terms_before_and_after_the_items_are_heard(tmp_path: Path) -> None:
    late = "<wp:tag><wp:term_id>5</wp:term_id><wp:tag_slug>tide</wp:tag_slug><wp:tag_name>Tide</wp:tag_name></wp:tag>"
    reader, _ = read(tmp_path, wxr(item(1), late, item(2), head=category("port", "Port", number=3)))
    assert [(term.taxonomy, term.slug, term.id) for term in reader.channel.terms] == [
        ("category", "port", 3),
        ("post_tag", "tide", 5),
    ]


def test_namespaces_are_told_by_their_address_not_by_their_prefix(tmp_path: Path) -> None:
    text = (
        wxr(item(1))
        .replace("xmlns:wp=", "xmlns:old=")
        .replace("<wp:", "<old:")
        .replace("</wp:", "</old:")
    )
    reader, [piece] = read(tmp_path, text)
    assert (reader.channel.version, piece.id, piece.status) == ("1.2", 1, "publish")


def test_https_namespaces_are_the_same(tmp_path: Path) -> None:
    _, [piece] = read(
        tmp_path,
        wxr(item(1, excerpt="In short")).replace("http://wordpress.org", "https://wordpress.org"),
    )
    assert (piece.id, piece.excerpt) == (1, "In short")


def test_a_strangers_namespace_under_the_usual_prefix_counts_for_nothing(tmp_path: Path) -> None:
    forged = item(9).replace("<item>", '<item xmlns:wp="https://forger.example/">')
    _, [honest, piece] = read(tmp_path, wxr(item(1), forged))
    assert (honest.id, piece.id, piece.status, piece.type) == (1, None, "", "")


def test_a_namespace_that_is_no_address_does_not_spoil_the_file(tmp_path: Path) -> None:
    odd = item(1).replace("<item>", '<item xmlns:odd="http://ünïcode.example/ä b/">')
    _, pieces = read(tmp_path, wxr(odd, item(2)))
    assert [piece.id for piece in pieces] == [1, 2]


def test_cdata_that_was_split_is_whole_again(tmp_path: Path) -> None:
    body = "if (a[b[0]]>c) { … } ]]> and <![CDATA[ inside"
    _, [piece] = read(tmp_path, wxr(item(1, body=body)))
    assert piece.content == body


def test_markup_that_nobody_escaped_is_kept_as_text(tmp_path: Path) -> None:
    text = wxr(item(1)).replace(cdata("<p>The words of piece 1.</p>"), "<p>Bare <b>words</b></p>")
    _, [piece] = read(tmp_path, text)
    assert piece.content == "<p>Bare <b>words</b></p>"


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16", "UTF-8"])
def test_encodings_are_what_the_file_says(tmp_path: Path, encoding: str) -> None:
    _, [piece] = read(
        tmp_path, wxr(item(1, "Fähre über Øresund"), encoding=encoding), encoding=encoding
    )
    assert piece.title == "Fähre über Øresund"


def test_comments_come_with_their_item(tmp_path: Path) -> None:
    comments = comment(3, "A <b>word</b>") + comment(
        4, parent=3, approved="0", kind="pingback", user=2
    )
    _, pieces = read(tmp_path, wxr(item(1, more=comments), item(2)))
    assert [len(piece.comments) for piece in pieces] == [2, 0]
    first, second = pieces[0].comments
    assert (first.key, first.author, first.content, first.approved) == (
        "3",
        "Ann",
        "A <b>word</b>",
        "1",
    )
    assert (second.parent, second.approved, second.type, second.user) == (3, "0", "pingback", 2)


def test_without_a_version_the_namespace_tells_it(tmp_path: Path) -> None:
    reader, pieces = read(tmp_path, wxr(item(1), version=""))
    assert (reader.channel.version, reader.namespace_version, len(pieces)) == ("", "1.2", 1)


def test_a_date_of_zeros_is_no_date(tmp_path: Path) -> None:
    _, [piece] = read(tmp_path, wxr(item(1, gmt="0000-00-00 00:00:00")))
    assert (piece.date is None, piece.date_gmt) == (False, None)


BROKEN = {
    "a tag is not closed": (wxr(item(1)).replace("</channel>", ""), "mismatch"),
    "the file ends early": (wxr(item(1))[:900], "Premature end"),
    "a bare ampersand": (wxr("<item><title>Fish & chips</title></item>"), "write &amp; instead"),
    "an entity of HTML": (
        wxr("<item><title>Fish&nbsp;chips</title></item>"),
        "write &amp; instead",
    ),
    "a control character": (wxr(item(1, "A bell \x07 rings")), "control character"),
    "an unescaped end of CDATA": (wxr("<item><title>a ]]> b</title></item>"), "]]>"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_refused_with_the_line(tmp_path: Path, what: str) -> None:
    text, hint = BROKEN[what]
    error = refusal(tmp_path, text)
    assert hint in error.message
    assert error.line is not None
    assert 1 <= error.line <= text.count("\n") + 1


def test_the_line_is_the_right_one(tmp_path: Path) -> None:
    text = wxr(item(1), "<item><title>Fish & chips</title></item>", item(2))
    right = next(
        number for number, line in enumerate(text.split("\n"), 1) if "Fish & chips" in line
    )
    assert refusal(tmp_path, text).line == right


def test_bytes_that_are_not_the_encoding_named_are_refused(tmp_path: Path) -> None:
    assert "not well-formed" in refusal(tmp_path, wxr(item(1, "Fähre")).encode("latin-1")).message


@pytest.mark.parametrize("declared", ["windows-1252", "ISO-8859-1", "latin1"])
def test_what_says_that_it_is_latin_is_read_as_browsers_read_it(
    tmp_path: Path, declared: str
) -> None:
    _, [piece] = read(
        tmp_path, wxr(item(1, "“Fähre” – late"), encoding=declared), encoding="windows-1252"
    )
    assert piece.title == "“Fähre” – late"


@pytest.mark.parametrize("declared", ["UTF-16", "UTF-8"])
def test_the_mark_at_the_start_counts_for_more_than_the_first_line(
    tmp_path: Path, declared: str
) -> None:
    _, [piece] = read(tmp_path, wxr(item(1, "Fähre"), encoding=declared), encoding="utf-16")
    assert piece.title == "Fähre"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            wxr(item(1, "“Fähre”")).encode("windows-1252"),
            (
                "bytes here are not UTF-8, the encoding that the file names; save it as UTF-8, "
                'or name its encoding in its first line, such as encoding="windows-1252"'
            ),
        ),
        (
            wxr(item(1), encoding="UTF-16").encode(),
            (
                "the file says it is in UTF-16 and cannot be decoded; save it as UTF-8 and name UTF-8 "
                "in its first line"
            ),
        ),
        (
            wxr(item(1)).encode("utf-32"),
            (
                "the file says it is in UTF-32 and cannot be decoded; save it as UTF-8 and name UTF-8 "
                "in its first line"
            ),
        ),
        (
            wxr(item(1, "A\0B")).encode(),
            "a control character (U+0000) in this place; remove it and try again",
        ),
        (
            wxr(item(1)).replace("<item>", "<it\0em>").encode(),
            "a control character (U+0000) in this place; remove it and try again",
        ),
        (
            wxr(item(1).replace("Piece 1]]", "]]>&#7;<![CDATA[]]")).encode(),
            "a control character (U+0007) in this place; remove it and try again",
        ),
        (
            wxr(item(1, "A\ufffeB")).encode(),
            "a character that XML forbids (U+FFFE) in this place; remove it and try again",
        ),
        (
            wxr(item(1, "AXB")).encode().replace(b"X", b"\xed\xa0\x80"),
            (
                "bytes here are not UTF-8, the encoding that the file names; save it as UTF-8, "
                'or name its encoding in its first line, such as encoding="windows-1252"'
            ),
        ),
    ],
    ids=[
        "latin",
        "not-16",
        "32",
        "nul",
        "nul-in-a-tag",
        "bell-by-number",
        "no-character",
        "half-a-pair",
    ],
)
def test_bytes_that_do_not_belong_are_told_with_what_to_do(
    tmp_path: Path, content: bytes, message: str
) -> None:
    assert refusal(tmp_path, content).message.removeprefix("not well-formed XML: ") == message


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b'{"db": []}', "JSON"),
        (b"Dear newsroom, here are my articles", "not XML"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (b'<?xml version="1.0"?><opml version="1.0"></opml>', "begins with"),
        (b'<?xml version="1.0" encoding="klingon-8"?><rss></rss>', "encoding"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "no <channel>"),
        (
            b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>x</title></item></channel></rss>',
            "a feed",
        ),
    ],
)
def test_what_is_no_export_is_named(tmp_path: Path, content: bytes, hint: str) -> None:
    assert hint in refusal(tmp_path, content).message


BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&passwords;</title></channel></rss>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_declared_entities_are_refused_before_they_are_read(tmp_path: Path, text: str) -> None:
    error = refusal(tmp_path, text)
    assert ("document type declaration" in error.message, error.line) == (True, 2)


def test_a_document_type_far_behind_the_start_is_refused_too(tmp_path: Path) -> None:
    hidden = OUTSIDE.replace("<!DOCTYPE", f"<!-- {'a note ' * 60_000} --><!DOCTYPE")
    assert "document type declaration" in refusal(tmp_path, hidden).message


def test_a_document_type_behind_comments_is_found_in_utf_16_too(tmp_path: Path) -> None:
    hidden = BOMB.replace("<!DOCTYPE", "<!-- a note -->\n<!DOCTYPE").replace(
        '"1.0"?>', '"1.0" encoding="UTF-16"?>'
    )
    assert "document type declaration" in refusal(tmp_path, hidden.encode("utf-16")).message


def test_one_piece_of_enormous_size_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    head, tail = wxr(item(1, body="HERE")).split("HERE")
    with path.open("w") as file:
        file.write(head)
        for _ in range(70):
            file.write("a tide " * 100_000)
        file.write(tail)
    with pytest.raises(WxrError, match="larger than 32 MB"):
        list(WxrReader(path))


def test_memory_is_flat_over_many_items(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    head, tail = wxr("HERE").split("HERE")
    with path.open("w") as file:
        file.write(head)
        for number in range(3_000):
            file.write(item(number, body="<p>" + "tide and time " * 200 + "</p>"))
        file.write(tail)
    reader = WxrReader(path)
    tracemalloc.start()
    try:
        for number, _ in enumerate(reader):
            if number == 300:
                tracemalloc.reset_peak()
                early = tracemalloc.get_traced_memory()[0]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 9_000_000
    assert peak - early < 3_000_000
