"""Terms of AI training: in robots.txt, headers, pages and the well-known file."""

from django.test import Client
from lxml import html
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.syndication.choices import AI_CRAWLERS
from newsrooms import Publish

TOLD = ("tdm-reservation", "Content-Usage")


def test_without_terms_nothing_is_stated(publish: Publish, reader: Client) -> None:
    answer = reader.get(publish("The tide").href)
    assert [answer.headers.get(name) for name in TOLD] == [None, None]
    assert html.fromstring(answer.content).xpath("//meta[@name='tdm-reservation']") == []
    assert "Content-" not in reader.get("/robots.txt").content.decode()
    assert reader.get("/.well-known/tdmrep.json").status_code == 404


def test_refused_training_is_stated_everywhere(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    update_settings(harbour_post, training="refused")
    for path in (publish("The tide").href, "/", "/feed/", "/robots.txt"):
        answer = reader.get(path)
        assert [answer.headers.get(name) for name in TOLD] == ["1", "train-ai=n"]
    page = html.fromstring(reader.get("/").content)
    assert page.xpath("//meta[@name='tdm-reservation']/@content") == ["1"]
    robots = reader.get("/robots.txt").content.decode()
    assert robots.splitlines()[:3] == [
        "User-agent: *",
        "Content-Signal: search=yes, ai-train=no",
        "Content-Usage: train-ai=n",
    ]
    sent_away = (
        robots.partition("# These texts may not be used to train AI.\n")[2]
        .partition("\nDisallow: /\n")[0]
        .splitlines()
    )
    assert sent_away == [f"User-agent: {robot}" for robot in AI_CRAWLERS]
    assert robots.endswith(
        "\n\nSitemap: http://harbour.example/sitemap.xml"
        "\nSitemap: http://harbour.example/sitemap-news.xml\n"
    )
    assert "These texts may not be used to train AI." in reader.get("/llms.txt").content.decode()
    assert reader.get("/.well-known/tdmrep.json").json() == [
        {"location": "/*", "tdm-reservation": 1}
    ]
