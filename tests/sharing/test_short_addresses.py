"""`/s/12` leads to the article with that number, whatever its headline becomes."""

import pytest
from django.test import Client

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor
from newsrooms import HOST
from sharing.conftest import ROOT, Look


def where(path: str, host: str = HOST) -> tuple[int, str | None]:
    answer = Client(HTTP_HOST=host).get(path)
    return answer.status_code, answer.headers.get("Location")


def test_it_leads_to_the_article_and_stands_in_its_head(tide: Article, look: Look) -> None:
    assert look(tide.permalink).xpath("//link[@rel='shortlink']/@href") == [
        f"{ROOT}/s/{tide.post_id}"
    ]
    assert where(f"/s/{tide.post_id}") == (301, tide.permalink)


def test_the_sister_sites_numbers_are_its_own(tide: Article, contributor: Contributor) -> None:
    sister = actions.open_site(name="The Lagoon", hostname="lagoon.example")
    draft = actions.file_article(
        actions.add_section(sister, name="Tides"),
        Copy(headline="Eels", credits=[Credit(contributor)]),
    )
    eels = actions.publish_article(draft)
    assert (eels.post_id, where("/s/1", "lagoon.example")) == (tide.post_id, (301, eels.permalink))
    assert where("/s/1") == (301, tide.permalink)


@pytest.mark.parametrize(
    "path", ["/s/2", "/s/0", "/s/01", "/s/x", "/s/", "/s/1/more", "/s/" + "9" * 400, "/s/٣"]
)
def test_an_unknown_number_is_not_found(path: str, tide: Article) -> None:
    assert (tide.post_id, where(path)) == (1, (404, None))


def test_it_leads_nowhere_once_the_article_is_withdrawn(tide: Article) -> None:
    actions.unpublish_article(tide)
    assert where("/s/1") == (404, None)
