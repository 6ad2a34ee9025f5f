"""Where a contributor, and the paper itself, are found elsewhere: told to readers, and to machines that check who is who."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from lxml import html
from wagtail.models import Site

from byline.network.actions import update_settings
from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Contributor
from newsrooms import Publish

IVO = {
    "website": "https://www.ivo-sand.example/",
    "fediverse": "@ivo@mastodon.example",
    "profiles": "https://pictures.example/ivo\n\nhttps://letters.example/@ivo",
}
MINE = [
    ("https://www.ivo-sand.example/", "ivo-sand.example"),
    ("https://mastodon.example/@ivo", "@ivo@mastodon.example"),
    ("https://pictures.example/ivo", "pictures.example/ivo"),
    ("https://letters.example/@ivo", "letters.example/@ivo"),
]


@pytest.fixture
def ivo(harbour_post: Site) -> Contributor:
    return actions.add_contributor(
        site=harbour_post, name="Ivo Sand", position="Photographer", **IVO
    )


def test_the_page_of_a_contributor_leads_there_as_to_the_same_person(
    ivo: Contributor, publish: Publish, reader: Client
) -> None:
    publish("Tide", credits=[Credit(ivo, "photographs")])
    page = html.fromstring(reader.get("/author/ivo-sand/").content)
    [card] = page.xpath("//header[contains(@class, 'h-card')]")
    assert [(link.get("href"), link.text) for link in card.xpath(".//a[@rel='me']")] == MINE
    assert card.xpath(".//*[contains(@class, 'p-name')]/text()") == ["Ivo Sand"]
    assert card.xpath(".//data[contains(@class, 'u-uid')]/@value") == [
        "http://harbour.example/author/ivo-sand/"
    ]


def test_who_has_no_links_has_no_list_of_them(publish: Publish, reader: Client) -> None:
    publish("Tide")
    assert (
        html.fromstring(reader.get("/author/rosa-quill/").content).xpath(
            "//header//*[@class='elsewhere']"
        )
        == []
    )


def test_an_article_names_the_fediverses_name_of_each_who_has_one(
    ivo: Contributor, contributor: Contributor, publish: Publish, reader: Client
) -> None:
    named = [Credit(contributor, "reported"), Credit(ivo, "photographs"), Credit(ivo, "data")]
    page = html.fromstring(reader.get(publish("Tide", credits=named).permalink).content)
    assert page.xpath("//head/meta[@name='fediverse:creator']/@content") == [
        "@ivo@mastodon.example"
    ]


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        (
            "website",
            "ivo-sand.example",
            "“ivo-sand.example” is not a web address. Enter a full one, such as https://harbour.example/about.",
        ),
        (
            "website",
            "javascript:alert(1)",
            "“javascript:alert(1)” is not a web address. Enter a full one, such as https://harbour.example/about.",
        ),
        (
            "profiles",
            "https://a.example\nhttps:/b",
            "“https:/b” is not a web address. Enter a full one, such as https://harbour.example/about.",
        ),
        (
            "profiles",
            "\n".join(f"https://a.example/{n}" for n in range(21)),
            "Enter at most 20 addresses.",
        ),
        *(
            (
                "fediverse",
                typed,
                f"“{typed}” is not a fediverse address. Enter @, the name, @ and the server: @rosa@mastodon.example.",
            )
            for typed in (
                "@ivo",
                "ivo@mastodon.example",
                "@ivo@",
                "@i vo@mastodon.example",
                "@ivo@mastodon",
                "https://a.example/@ivo",
            )
        ),
    ],
)
def test_what_is_no_address_is_told_why_beside_its_field(
    field: str, typed: str, error: str, harbour_post: Site
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.add_contributor(site=harbour_post, name="Ivo Sand", **{**IVO, field: typed})
    assert refused.value.message_dict == {field: [error]}
    assert Contributor.objects.count() == 0


def test_the_paper_s_own_profiles_stand_at_the_foot_of_every_page(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    article = publish("Tide")
    update_settings(harbour_post, profiles="https://mastodon.example/@harbour")
    for path in ("/", article.permalink, "/corrections/"):
        mine = html.fromstring(reader.get(path).content).xpath(
            "//footer[@class='foot']//a[@rel='me']"
        )
        assert [(link.get("href"), link.text) for link in mine] == [
            ("https://mastodon.example/@harbour", "mastodon.example/@harbour")
        ]


def test_more_links_stand_at_the_foot_of_every_page_as_words(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    article = publish("Tide")
    actions.set_links(
        harbour_post,
        [("Fish & <i>chips</i>", "https://shop.example/?a=1&b=2"), ("About", "/about/")],
    )
    for path in ("/", article.permalink, "/corrections/"):
        foot = html.fromstring(reader.get(path).content).xpath("//footer[@class='foot']//nav//a")
        mine = [(link.get("href"), link.text) for link in foot]
        assert [
            link for link in mine if link[0] in ("https://shop.example/?a=1&b=2", "/about/")
        ] == [
            ("https://shop.example/?a=1&b=2", "Fish & <i>chips</i>"),
            ("/about/", "About"),
        ]
