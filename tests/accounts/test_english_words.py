"""In English, the pages and mails of accounts use our words where allauth's own differ."""

import re

import pytest
from django.test import Client
from lxml import html
from scripts import words
from wagtail.models import Site

from accounts.conftest import TOVE, mails
from byline.network.actions import update_settings
from design.test_shared_messages import message_id, translations_of_other_packages

ALLAUTHS = re.compile(r"(?<!-)\b[Ee]mail\b|\blog ?in\b|\bSign (In|Up|Out)\b|Remember Me")


def read(browser: Client, path: str) -> str:
    page = html.fromstring(browser.get(path).content.decode())
    for script in page.xpath("//script | //style"):
        script.drop_tree()
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("language", ["en", "en-GB", "en-US"])
def test_signing_in_and_up_have_one_name_each(
    language: str, tove: Client, harbour_post: Site
) -> None:
    update_settings(harbour_post, language=language)
    sign_in, sign_up = read(tove, "/accounts/login/"), read(tove, "/accounts/signup/")
    assert "Keep me signed in" in sign_in
    for page in (sign_in, sign_up, read(tove, "/accounts/password/reset/")):
        assert "E-mail address" in page
        assert ALLAUTHS.findall(page) == []


@pytest.mark.parametrize("path", ["", "email/", "password/change/", "2fa/", "logout/"])
def test_so_do_the_pages_of_an_account(path: str, signed_up: Client) -> None:
    assert ALLAUTHS.findall(read(signed_up, f"/accounts/{path}")) == []


def test_so_do_mails(tove: Client) -> None:
    tove.post("/accounts/signup/", TOVE)
    message = mails()[-1]
    assert message.subject == "[The Harbour Post] Please confirm your e-mail address"
    assert ALLAUTHS.findall(str(message.body).replace(TOVE["email"], "")) == []


def test_every_message_that_is_reworded_still_exists_elsewhere() -> None:
    theirs = translations_of_other_packages("de") | translations_of_other_packages("ar")
    reworded = [message_id(row) for row in words.read_catalogue(words.SOURCE, "en") if row.id]
    assert [message for message in reworded if message not in theirs] == []


def test_the_compiled_catalogue_is_current() -> None:
    compiled = (words.SOURCE / words.CATALOGUES.format("en")).with_suffix(".mo")
    assert compiled.read_bytes() == words.compiled(words.SOURCE, "en")
