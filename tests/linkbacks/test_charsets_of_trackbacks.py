"""Trackbacks in character sets older than UTF-8 are read correctly."""

import pytest
from django.test import Client
from wagtail.models import Site

from byline.linkbacks.actions import save_ping_rules
from byline.linkbacks.models import IncomingMention, PingRules
from byline.newsroom.models import Article

FORM = "application/x-www-form-urlencoded"
URL = b"url=http%3A%2F%2Fblog.example%2Fnote&title="


@pytest.mark.parametrize(
    ("kind", "body", "title"),
    [
        (f"{FORM}; charset=iso-8859-1", URL + b"F%E4hre", "Fähre"),
        (f"{FORM}; charset=windows-1251", URL + b"%CF%E0%F0%EE%EC", "Паром"),
        (FORM, URL + "Fähre".encode(), "Fähre"),
        (FORM, URL + b"F%C3%A4hre", "Fähre"),
        (FORM, URL + b"F%E4hre", "Fähre"),
        (FORM, URL + b"%8B%B4&charset=shift_jis", "橋"),
        (f"{FORM}; charset=klingon", URL + b"F%C3%A4hre", "Fähre"),
        (f"{FORM}; charset=utf-8", URL + b"F%E4hre", "Fähre"),
    ],
)
def test_the_title_is_read_in_the_character_set_that_is_named(
    kind: str, body: bytes, title: str, harbour_post: Site, ferry: Article, reader: Client
) -> None:
    rules = PingRules.for_site(harbour_post)
    rules.trackbacks = True
    save_ping_rules(rules)
    answer = reader.generic("POST", f"{ferry.href}trackback/", body, content_type=kind)
    assert (
        answer.content
        == b'<?xml version="1.0" encoding="utf-8"?>\n<response><error>0</error></response>\n'
    )
    assert IncomingMention.objects.get().payload["title"] == title


def test_a_form_of_ten_thousand_fields_is_refused(
    harbour_post: Site, ferry: Article, reader: Client
) -> None:
    body = URL + b"x" + b"&a=1" * 10_000
    answer = reader.post(f"{ferry.href}trackback/", body, content_type=FORM)
    assert b"<message>The form is too long.</message>" in answer.content
