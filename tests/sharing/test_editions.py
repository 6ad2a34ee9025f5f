"""Language editions: each front page names the others, and only editions do."""

import pytest
from django.test import Client
from lxml import html
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.newsroom import actions
from newsrooms import HOST

EDITIONS = [("ar", "http://saffara.example/"), ("en", f"http://{HOST}/")]


@pytest.fixture
def saffara(harbour_post: Site) -> Site:
    return actions.open_site(name="Saffara", hostname="saffara.example", language="ar")


def named_on(page: bytes) -> list[tuple[str, str]]:
    links = html.fromstring(page).xpath("//link[@rel='alternate'][@hreflang]")
    return [(link.get("hreflang"), link.get("href")) for link in links]


def test_editions_name_each_other_and_sister_papers_do_not(
    harbour_post: Site, saffara: Site, reader: Client
) -> None:
    actions.open_site(name="The Lagoon", hostname="lagoon.example", language="fr")
    update_settings(harbour_post, edition_of="harbour")
    assert named_on(reader.get("/").content) == []
    update_settings(saffara, edition_of="harbour")
    assert named_on(reader.get("/").content) == EDITIONS
    assert named_on(Client(HTTP_HOST="saffara.example").get("/").content) == EDITIONS
    assert named_on(Client(HTTP_HOST="lagoon.example").get("/").content) == []
    assert named_on(reader.get("/search/").content) == []
