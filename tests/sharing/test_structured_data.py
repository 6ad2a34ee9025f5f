"""Structured data of pages, as schema.org describes it."""

import json
from datetime import datetime
from typing import Any

import extruct
import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from byline.discussion.actions import Grounds, decide
from byline.discussion.choices import Act, Reason
from byline.network.actions import save_network_record, update_settings
from byline.network.models import Affiliation
from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Article, Contributor, Picture, SectionPage, StandingPage
from byline.sharing.choices import CARD_IMAGE_SPEC
from byline.sharing.models import SharingSettings
from byline.sharing.rules import json_for_script
from newsrooms import Publish
from response_helpers import Respond
from sharing.conftest import ROOT, Look, data_on

NOON = "2026-03-03T12:00:00+13:00"
ROSA = {"@type": "Person", "name": "Rosa Quill", "url": f"{ROOT}/author/rosa-quill/"}
IVO = {"@type": "Person", "name": "Ivo Sand", "url": f"{ROOT}/author/ivo-sand/"}
PAPER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{ROOT}/#publisher",
    "name": "The Harbour Post",
    "url": f"{ROOT}/",
}


def article_on(look: Look, article: Article) -> dict[str, Any]:
    return data_on(look(article.permalink))[0]


def test_an_article_says_everything_that_its_page_does(
    publish: Publish, contributor: Contributor, quay: Picture, look: Look
) -> None:
    named = [
        Credit(contributor, "reported"),
        Credit(actions.add_contributor(site=contributor.site, name="Ivo Sand"), "photographs"),
    ]
    with time_machine.travel(NOON, tick=False):
        article = publish(
            "Tide", standfirst="Both.", credits=named, tags=["Quay", "Sea"], lead_picture=quay
        )
    url, data = f"{ROOT}{article.permalink}", article_on(look, article)
    image = {
        "@type": "ImageObject",
        "url": ROOT + quay.renditions.get(filter_spec=CARD_IMAGE_SPEC).url,
        "width": 640,
        "height": 400,
        "caption": "The quay at low tide.",
        "creditText": "Ivo Sand",
    }
    assert data == {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": "Tide",
        "description": "Both.",
        "datePublished": NOON,
        "dateModified": NOON,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "articleSection": ["News"],
        "keywords": ["Quay", "Sea"],
        "image": image,
        "author": [ROSA],
        "contributor": [IVO],
        "publisher": PAPER,
        "discussionUrl": f"{url}#responses",
        "commentCount": 0,
    }


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("news", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("satire", "SatiricalArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_its_label_is_said_by_its_type(label: str, kind: str, publish: Publish, look: Look) -> None:
    assert article_on(look, publish("Tide", label=label))["@type"] == kind


def test_without_an_author_everybody_named_is_an_author(
    publish: Publish, contributor: Contributor, look: Look
) -> None:
    data = article_on(look, publish("In pictures", credits=[Credit(contributor, "photographs")]))
    assert (data["author"], "contributor" in data) == ([ROSA], False)


def test_responses_are_told_as_they_are_shown(ferry: Article, respond: Respond, look: Look) -> None:
    with time_machine.travel(NOON, tick=False):
        kept, gone = respond("It *always* </script> rises."), respond("Rubbish.")
    decide(gone, Act.REMOVE, Grounds(reason=Reason.SPAM))
    data = article_on(look, ferry)
    assert data["commentCount"] == 1
    assert data["comment"] == [
        {
            "@type": "Comment",
            "url": f"{ROOT}{kept.permalink}",
            "datePublished": NOON,
            "author": {"@type": "Person", "name": kept.name},
            "text": "It always </script> rises.",
        }
    ]


def test_the_publisher_names_its_policy_pages(
    tide: Article, harbour_post: Site, look: Look
) -> None:
    front = harbour_post.root_page
    pages = [
        front.add_child(instance=StandingPage(title=title))
        for title in ("How we work", "How we correct", "Draft")
    ]
    pages[2].unpublish()
    SharingSettings.objects.create(
        site=harbour_post, principles=pages[0], corrections=pages[1], ownership=pages[2]
    )
    policies = {
        "publishingPrinciples": f"{ROOT}/how-we-work/",
        "correctionsPolicy": f"{ROOT}/how-we-correct/",
    }
    assert article_on(look, tide)["publisher"] == PAPER | policies


def test_corrections_are_told_with_their_dates(tide: Article, look: Look) -> None:
    with time_machine.travel(NOON, tick=False):
        actions.publish_article(actions.correct_article(tide, "The sea fell."))
    assert article_on(look, tide)["correction"] == [
        {
            "@type": "CorrectionComment",
            "url": f"{ROOT}{tide.permalink}#corrections",
            "datePublished": NOON,
            "name": "Correction",
            "text": "The sea fell.",
        }
    ]


def test_profiles_of_people_and_site_are_listed(
    publish: Publish, harbour_post: Site, look: Look
) -> None:
    ivo = actions.add_contributor(
        site=harbour_post,
        name="Ivo Sand",
        position="Diver",
        website="https://ivo.example/",
        fediverse="@ivo@mastodon.example",
    )
    update_settings(harbour_post, profiles="https://mastodon.example/@harbour")
    save_network_record(harbour_post, [Affiliation(relationship="owner", name="Readers")])
    data = article_on(look, publish("Tide", credits=[Credit(ivo)]))
    person = IVO | {"sameAs": ["https://ivo.example/", "https://mastodon.example/@ivo"]}
    assert data["author"] == [person]
    paper = {
        "ownershipFundingInfo": f"{ROOT}/network/",
        "sameAs": ["https://mastodon.example/@harbour"],
    }
    assert data["publisher"] == PAPER | paper
    works = {
        "@type": "NewsMediaOrganization",
        "@id": f"{ROOT}/#publisher",
        "name": "The Harbour Post",
    }
    profile = {
        "@type": "ProfilePage",
        "url": IVO["url"],
        "mainEntity": person | {"jobTitle": "Diver", "worksFor": works},
    }
    assert data_on(look("/author/ivo-sand/")) == [profile]


def test_the_way_to_an_article_and_to_a_section_is_told(
    news: SectionPage, harbour_post: Site, publish: Publish, look: Look
) -> None:
    port = actions.add_section(harbour_post, name="Port", parent=news)
    article = publish("Tide", section=port)
    steps = [
        ("The Harbour Post", "/"),
        ("News", "/category/news/"),
        ("Port", "/category/news/port/"),
        ("Tide", article.permalink),
    ]
    crumbs = [
        {"@type": "ListItem", "position": place, "name": name, "item": ROOT + path}
        for place, (name, path) in enumerate(steps, start=1)
    ]
    assert data_on(look(article.permalink))[1] == {
        "@type": "BreadcrumbList",
        "itemListElement": crumbs,
    }
    assert data_on(look("/category/news/port/")) == [
        {"@type": "BreadcrumbList", "itemListElement": crumbs[:3]}
    ]


def test_the_front_page_says_that_it_can_be_searched(tide: Article, look: Look) -> None:
    assert data_on(look("/")) == [
        {
            "@type": "WebSite",
            "@id": f"{ROOT}/#website",
            "url": f"{ROOT}/",
            "name": "The Harbour Post",
            "inLanguage": "en",
            "publisher": PAPER,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{ROOT}/search/?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    ]


def test_nothing_in_it_ends_the_element_or_a_line() -> None:
    data = {"words": "</script><!-- & \u2028 \u2029 الجسر"}
    block = json_for_script(data)
    assert json.loads(block) == data
    assert [character for character in "<>&\u2028\u2029" if character in block] == []
    assert "الجسر" in block


def test_markup_in_a_headline_is_text(publish: Publish, look: Look) -> None:
    headline = "</script><script>alert(1)</script>"
    article = publish(headline)
    assert article_on(look, article)["headline"] == headline
    assert look(article.permalink).xpath("//script[contains(., 'alert(1)')]/@type") == [
        "application/ld+json"
    ]


def test_a_reader_of_structured_data_finds_the_same_article_in_all_of_it(
    tide: Article, reader: Client
) -> None:
    page = reader.get(tide.permalink).content.decode()
    data = extruct.extract(
        page,
        base_url=ROOT,
        syntaxes=["json-ld", "opengraph", "microformat"],
        errors="strict",
        uniform=True,
    )
    article, way = data["json-ld"][0]["@graph"]
    [card] = data["opengraph"]
    [entry] = [item for item in data["microformat"] if item["@type"] == ["h-entry"]]
    assert (article["@type"], way["@type"], card["@type"]) == (
        "NewsArticle",
        "BreadcrumbList",
        "article",
    )
    assert [article["headline"], card["og:title"], entry["name"][0]] == [tide.title] * 3
    assert [article["url"], card["og:url"], entry["url"][0]] == [f"{ROOT}{tide.permalink}"] * 3
    times = (article["datePublished"], card["article:published_time"], entry["published"][0])
    assert {datetime.fromisoformat(time) for time in times} == {
        tide.published_at.replace(microsecond=0)
    }
