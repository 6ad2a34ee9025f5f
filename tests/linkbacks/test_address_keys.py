"""Spellings of one address are one address, and other addresses are others (RFC 3986, 6.2.2)."""

import pytest

from byline.linkbacks.rules import address_key

PAGE = "https://bücher.example/caf%C3%A9/~rosa?q=%C3%BC"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://bücher.example/café/~rosa?q=ü",
        "https://BÜCHER.example:443/caf%c3%a9/%7Erosa/?q=%c3%bc",
        "https://xn--bcher-kva.example./%63afé/./~rosa?q=ü#part",
        "https://bücher.example/a/b/../../caf%C3%A9/~ros%61?q=%C3%BC",
        "https://bücher.example/../caf%C3%A9/~rosa?q=%C3%BC",
    ],
)
def test_spellings_of_one_address(spelling: str) -> None:
    assert address_key(spelling) == address_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://bücher.example/caf%C3%A9%2F~rosa?q=%C3%BC",
        "https://bücher.example//caf%C3%A9/~rosa?q=%C3%BC",
        "https://bücher.example/caf%25C3%25A9/~rosa?q=%C3%BC",
        "https://bücher.example/cafe/~rosa?q=%C3%BC",
        "https://bücher.example:8443/caf%C3%A9/~rosa?q=%C3%BC",
        "https://bücher.example/caf%C3%A9/~rosa%3Fq=%C3%BC",
    ],
)
def test_other_addresses(other: str) -> None:
    assert address_key(other) != address_key(PAGE)
