"""Which way a text runs."""

import pytest

from byline.lib.direction import direction_of


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The ferry", "ltr"),
        ("Die Fähre, spät", "ltr"),
        ("العبارة تأخرت", "rtl"),
        ("המעבורת", "rtl"),
        ("WhatsApp يتعطل في الميناء", "rtl"),
        ("He calls it السوق every day", "ltr"),
        ("12 + 7 = 19", ""),
        ("", ""),
    ],
)
def test_most_of_its_letters_decide(text: str, runs: str) -> None:
    assert direction_of(text) == runs
