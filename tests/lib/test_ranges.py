"""Parts of a file of ten bytes, as RFC 9110, section 14, has them."""

import pytest

from byline.lib.ranges import RangeNotSatisfiable, parse_range

TEN = 10


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-", (0, 10)),
        ("bytes=4-7", (4, 8)),
        ("bytes=9-", (9, 10)),
        ("bytes=4-999", (4, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-999", (0, 10)),
    ],
)
def test_a_part_is_from_its_first_byte_up_to_its_last(asked: str, part: tuple[int, int]) -> None:
    assert parse_range(asked, TEN) == part


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=7-4",
        "bytes=0-1,4-5",
        "items=0-1",
        "bytes=a-b",
        "bytes=0-1;",
        "bytes=" + "9" * 20 + "-",
    ],
)
def test_what_is_no_part_is_all_of_it(asked: str) -> None:
    assert parse_range(asked, TEN) is None


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=11-12", "bytes=-0"])
def test_a_part_behind_the_end_is_none(asked: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range(asked, TEN)


def test_an_empty_file_has_no_part() -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range("bytes=0-", 0)
