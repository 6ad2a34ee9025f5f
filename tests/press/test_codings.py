import pytest

from byline.press.rules import codings_wanted, is_known


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, ("identity",)),
        ("", ("identity",)),
        ("gzip, deflate, br, zstd", ("br", "zstd", "gzip", "identity")),
        ("gzip", ("gzip", "identity")),
        ("x-gzip", ("gzip", "identity")),
        ("GZIP;Q=0.5 , br;q=0.4", ("gzip", "br", "identity")),
        ("gzip;q=0, *;q=0.3", ("br", "zstd", "identity")),
        ("*", ("br", "zstd", "gzip", "identity")),
        ("*;q=0", ()),
        ("identity;q=0", ()),
        ("br;q=0, identity;q=0, *;q=0", ()),
        ("gzip;q=0.5, identity", ("identity", "gzip")),
        ("*;q=0, gzip", ("gzip",)),
        ("br;q=lots, gzip", ("gzip", "identity")),
        ("br;q=7", ("br", "identity")),
        ("compress, deflate", ("identity",)),
        (",,;q=1,", ("identity",)),
    ],
)
def test_the_best_coding_that_is_taken(header: str | None, wanted: tuple[str, ...]) -> None:
    assert codings_wanted(header) == wanted


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", W/"a" , "c"', True),
        ("*", True),
        ('"b"', False),
        ("a", False),
        ("", False),
        ('"*"', False),
    ],
)
def test_what_a_reader_has_already(header: str, known: bool) -> None:
    assert is_known(header, '"a"') == known
