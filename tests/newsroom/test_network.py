"""Whose the paper is, and what it is to others: kept by its owner, told to readers and to machines."""

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from lxml import html
from wagtail.models import Site

from byline.network.actions import save_network_record, update_settings
from byline.network.choices import TrainingTerms
from byline.network.models import Affiliation
from byline.network.queries import settings_of
from byline.newsroom import actions
from newsrooms import HOST, text

ROOT = f"http://{HOST}"
TRUST, SECURITY = "/.well-known/trust.txt", "/.well-known/security.txt"
NOON = "2026-03-03T12:00:00+13:00"


def affiliation(relationship: str, name: str, url: str = "", note: str = "") -> Affiliation:
    return Affiliation(relationship=relationship, name=name, url=url, note=note)


def everybody() -> list[Affiliation]:
    return [
        affiliation("partner", "Lagoon Radio", "https://radio.example/"),
        affiliation("owner", "Harbour Readers’ Union", "https://union.example/", "One vote each."),
        affiliation("sponsor", "Old Ida"),
        affiliation("membership", "Press Council", "https://council.example/"),
        affiliation("owned", "The Cove", "https://cove.example/"),
        affiliation("vendor", "Quay Print", "https://print.example/"),
        affiliation("customer", "Weir Weekly", "https://weir.example/"),
        affiliation("member", "Ferry News", "https://ferry.example/"),
        affiliation("sister", "The Lagoon", "https://lagoon.example/"),
    ]


def test_readers_are_told_the_owner_first_and_who_has_an_address_is_a_link(
    harbour_post: Site, reader: Client
) -> None:
    update_settings(harbour_post, ownership_line="It is its readers'.")
    save_network_record(harbour_post, everybody()[:3])
    page = html.fromstring(reader.get("/network/").content)
    assert [" ".join(element.text_content().split()) for element in page.xpath("//dl/*")] == [
        *("Owner", "Harbour Readers’ Union One vote each."),
        *("Sponsor", "Old Ida"),
        *("Partner", "Lagoon Radio"),
    ]
    assert page.xpath("//dl//a/@href") == ["https://union.example/", "https://radio.example/"]
    assert "It is its readers'." in page.xpath("string(//main)")
    assert page.xpath("//footer[@class='foot']//a[@href='/network/']/text()") == [
        "Owner and network"
    ]


def test_machines_are_told_the_same(harbour_post: Site, reader: Client) -> None:
    profile = {"profiles": "https://mastodon.example/@harbour", "contact": "desk@harbour.example"}
    update_settings(harbour_post, training=TrainingTerms.REFUSED, **profile)
    save_network_record(harbour_post, everybody())
    answer = reader.get(TRUST)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "# The Harbour Post: http://harbour.example/network/ is this page for people.",
        "controlledby=https://union.example/",
        "control=https://cove.example/",
        "# Of the same owner: The Lagoon https://lagoon.example/",
        "# Sponsor: Old Ida",
        "# Partner: Lagoon Radio https://radio.example/",
        "belongto=https://council.example/",
        "member=https://ferry.example/",
        "vendor=https://print.example/",
        "customer=https://weir.example/",
        "social=https://mastodon.example/@harbour",
        "disclosure=http://harbour.example/network/",
        "contact=mailto:desk@harbour.example",
        "datatrainingallowed=no",
    ]
    moved = reader.get("/trust.txt")
    assert (moved.status_code, moved["Location"]) == (301, TRUST)


def test_a_paper_that_tells_of_nobody_has_neither(harbour_post: Site, reader: Client) -> None:
    save_network_record(harbour_post, everybody()[:1])
    save_network_record(harbour_post, [])
    assert [reader.get(path).status_code for path in ("/network/", TRUST)] == [404, 404]
    assert html.fromstring(reader.get("/").content).xpath("//footer//a[@href='/network/']") == []


def test_what_stood_there_before_stands_there_until_then(
    harbour_post: Site, reader: Client
) -> None:
    page = actions.add_standing_page(harbour_post, title="Our net", body=text("Knots."))
    type(page).objects.filter(pk=page.pk).update(
        slug="network", url_path=f"{harbour_post.root_page.url_path}network/"
    )
    assert b"Knots." in reader.get("/network/").content
    save_network_record(harbour_post, everybody()[:1])
    assert b"Knots." not in reader.get("/network/").content


def test_what_is_no_address_is_told_and_nothing_is_kept(harbour_post: Site) -> None:
    with pytest.raises(ValidationError) as refused:
        save_network_record(harbour_post, [affiliation("owner", "Union", "union.example")])
    assert refused.value.message_dict == {
        "url": [
            "“union.example” is not a web address. Enter a full one, such as https://harbour.example/about."
        ]
    }
    assert (Affiliation.objects.count(), settings_of(harbour_post).is_on_record) == (0, False)


# Whom to tell of a weakness


def test_whoever_finds_a_weakness_is_told_whom_to_tell(harbour_post: Site, reader: Client) -> None:
    update_settings(harbour_post, security_contact="https://harbour.example/security")
    with time_machine.travel(NOON, tick=False):
        answer = reader.get(SECURITY)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: https://harbour.example/security",
        "Expires: 2026-09-01T00:00:00+12:00",
        "Preferred-Languages: en",
        "Canonical: http://harbour.example/.well-known/security.txt",
    ]
    assert reader.get("/security.txt")["Location"] == SECURITY


def test_otherwise_those_who_run_the_installation_are_named(
    harbour_post: Site, reader: Client
) -> None:
    with override_settings(
        OPTIONS=settings.OPTIONS.model_copy(update={"security_contact": "root@harbour.example"})
    ):
        assert reader.get(SECURITY).content.startswith(b"Contact: mailto:root@harbour.example\n")


def test_where_nobody_is_named_it_says_so(harbour_post: Site, reader: Client) -> None:
    answer = reader.get(SECURITY)
    assert (answer.status_code, answer.content) == (
        404,
        b"Nobody is named here to whom a weakness of this site could be reported.\n",
    )


@pytest.mark.parametrize("typed", ["harbour", "http://harbour.example/", "@ivo@mastodon.example"])
def test_a_contact_that_is_none_is_refused(typed: str, harbour_post: Site) -> None:
    with pytest.raises(ValidationError) as refused:
        update_settings(harbour_post, security_contact=typed)
    assert refused.value.message_dict == {
        "security_contact": [
            f"“{typed}” is neither an e-mail address nor a page that begins with https://."
        ]
    }
