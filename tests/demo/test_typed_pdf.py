import re

from byline.demo.typed_pdf import LINES_PER_PAGE, typed_pdf


def test_the_cross_reference_table_is_right() -> None:
    pdf = typed_pdf("Minutes", "Item 1.\nItem 2.")
    table = int(re.search(rb"startxref\n(\d+)", pdf)[1])  # type: ignore[index]
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", pdf[table:])]
    assert pdf[table:].startswith(b"xref")
    assert [pdf[place:].split(b" ", 1)[0] for place in places] == [
        str(number).encode() for number in range(1, len(places) + 1)
    ]


def test_its_words_can_be_extracted() -> None:
    pdf = typed_pdf("Minutes (draft)", "Standing Order 31(b) was read, at £412,600.")
    assert rb"(Standing Order 31\(b\) was read, at " + "£412,600.".encode("cp1252") + b")" in pdf
    assert rb"/Title (Minutes \(draft\))" in pdf


def test_a_long_text_has_several_pages() -> None:
    assert typed_pdf("One", "line\n" * LINES_PER_PAGE).count(b"/Type /Page ") == 1
    assert typed_pdf("Two", "line\n" * (LINES_PER_PAGE + 1)).count(b"/Type /Page ") == 2


def test_unknown_characters_become_question_marks() -> None:
    assert b"(Marsa ?)" in typed_pdf("T", "Marsa م")
