"""The share links under an article, as the site chooses them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Article, StandingPage
from byline.sharing.models import SharingSettings
from byline.sharing.rules import instance_of, share_href
from newsrooms import Publish
from sharing.conftest import ROOT, Look

URL, TITLE = "https://harbour.example/2026/tide/?a=b&c=d#e", "Tide & time: 100% “wet”"
E_URL = "https%3A%2F%2Fharbour.example%2F2026%2Ftide%2F%3Fa%3Db%26c%3Dd%23e"
E_TITLE = "Tide%20%26%20time%3A%20100%25%20%E2%80%9Cwet%E2%80%9D"


def links_of(look: Look, article: Article) -> list[tuple[str, str]]:
    return [
        (link.text, link.get("href"))
        for link in look(article.permalink).xpath("//div[@class='share']//a")
    ]


def test_without_a_script_there_are_plain_links_in_the_usual_order(
    tide: Article, look: Look
) -> None:
    links = links_of(look, tide)
    assert [name for name, _href in links] == [
        "E-mail",
        "Mastodon",
        "Bluesky",
        "Facebook",
        "X",
        "LinkedIn",
        "Reddit",
        "WhatsApp",
        "Telegram",
        "Tumblr",
    ]
    assert dict(links)["Mastodon"] == f"/-/share/mastodon/?article={tide.post_id}"
    whole = f"{ROOT}{tide.permalink}".replace(":", "%3A").replace("/", "%2F")
    assert (
        dict(links)["Telegram"]
        == f"https://t.me/share/url?url={whole}&text=Tide%20%26%20%22time%22"
    )


def test_what_takes_a_script_is_hidden_until_there_is_one(tide: Article, look: Look) -> None:
    page = look(tide.permalink)
    assert page.xpath("//li[@hidden]/button/@data-share") == ["device", "copy", "print"]
    assert page.xpath("//div[@class='share']//script/@src") == ["/static/sharing/share.js"]


@pytest.mark.parametrize(
    ("way", "href"),
    [
        ("email", f"mailto:?subject={E_TITLE}&body={E_TITLE}%20{E_URL}"),
        ("bluesky", f"https://bsky.app/intent/compose?text={E_TITLE}%20{E_URL}"),
        ("facebook", f"https://www.facebook.com/sharer/sharer.php?u={E_URL}"),
        ("x", f"https://x.com/intent/post?text={E_TITLE}&url={E_URL}"),
        ("linkedin", f"https://www.linkedin.com/sharing/share-offsite/?url={E_URL}"),
        ("reddit", f"https://www.reddit.com/submit?url={E_URL}&title={E_TITLE}"),
        ("whatsapp", f"https://wa.me/?text={E_TITLE}%20{E_URL}"),
        ("telegram", f"https://t.me/share/url?url={E_URL}&text={E_TITLE}"),
        (
            "tumblr",
            (
                "https://www.tumblr.com/widgets/share/tool?posttype=link"
                f"&canonicalUrl={E_URL}&title={E_TITLE}"
            ),
        ),
        ("mastodon", "/-/share/mastodon/?article=7"),
        ("copy", ""),
        ("print", ""),
        ("device", ""),
    ],
)
def test_each_share_method_has_its_address(way: str, href: str) -> None:
    assert share_href(way, URL, TITLE, "/-/share/mastodon/?article=7") == href


def test_a_site_chooses_its_share_links_and_their_order(
    tide: Article, harbour_post: Site, look: Look
) -> None:
    SharingSettings.objects.create(site=harbour_post, ways=[("tumblr", None), ("email", None)])
    page = look(tide.permalink)
    assert page.xpath("//div[@class='share']//a/text()") == ["Tumblr", "E-mail"]
    assert page.xpath("//div[@class='share']//script") == []


def test_a_site_can_have_no_share_links(tide: Article, harbour_post: Site, look: Look) -> None:
    SharingSettings.objects.create(site=harbour_post, ways=[])
    assert look(tide.permalink).xpath("//div[@class='share']") == []


def test_the_sister_site_has_its_own_choice(tide: Article, look: Look) -> None:
    sister = actions.open_site(name="The Lagoon", hostname="lagoon.example")
    SharingSettings.objects.create(site=sister, ways=[])
    assert len(links_of(look, tide)) == 10


def test_the_links_and_the_pages_for_machines_cost_one_question(
    publish: Publish, harbour_post: Site, reader: Client
) -> None:
    article = publish("Tide")
    page = harbour_post.root_page.add_child(instance=StandingPage(title="How we work"))
    SharingSettings.objects.create(
        site=harbour_post, principles=page, corrections=page, ownership=page
    )
    reader.get(article.permalink)
    with CaptureQueriesContext(connection) as asked:
        reader.get(article.permalink)
    assert len([query for query in asked if "sharingsettings" in query["sql"]]) == 1
    assert len(asked) <= 12


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("mastodon.social", "mastodon.social"),
        (" https://Mastodon.Social/ ", "mastodon.social"),
        ("@rosa@mastodon.social", "mastodon.social"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_an_instance_may_be_named_as_people_do(typed: str, host: str) -> None:
    assert instance_of(typed) == host


@pytest.mark.parametrize(
    "typed",
    """|localhost|127.0.0.1|2130706433|[::1]|a.example:8443|a.example/evil|a.example?x|a.example#x|-a.example|http://a.example
    |javascript:alert(1)|a..example|a.example\\@b|a b.example|über|a\n.example""".split("|"),
)
def test_an_invalid_host_is_not_an_instance(typed: str) -> None:
    with pytest.raises(ValueError, match="does not name a host"):
        instance_of(typed)
