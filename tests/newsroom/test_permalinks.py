from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from byline.network.models import SiteSettings
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Address, Article, Contributor, SectionPage
from newsrooms import Publish

# Half past eleven in the evening of the 16th in London is the 17th in Auckland, where the Harbour Post is.
LATE = datetime(2016, 9, 16, 22, 30, tzinfo=UTC)


def set_pattern(site: Site, pattern: str) -> None:
    SiteSettings.objects.filter(site=site).update(permalink_pattern=pattern)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/%year%/%monthnum%/%day%/%postname%/", "/2016/09/17/the-bridge/"),
        ("/%year%/%monthnum%/%postname%/", "/2016/09/the-bridge/"),
        ("/%postname%/", "/the-bridge/"),
        ("/%category%/%postname%/", "/news/the-bridge/"),
        ("/archives/%post_id%", "/archives/1"),
        ("/%hour%-%minute%-%second%/%postname%.html", "/10-30-00/the-bridge.html"),
    ],
)
def test_the_pattern_makes_the_address_by_the_sites_clock(
    pattern: str, path: str, harbour_post: Site, publish: Publish, reader: Client
) -> None:
    set_pattern(harbour_post, pattern)
    with time_machine.travel(LATE, tick=False):
        bridge = publish("The bridge")
    assert bridge.permalink == path
    assert "<h1" in reader.get(path).content.decode()


def test_the_address_outlives_a_new_pattern_and_a_new_time_zone(
    harbour_post: Site, publish: Publish
) -> None:
    with time_machine.travel(LATE, tick=False):
        bridge = publish("The bridge")
    SiteSettings.objects.filter(site=harbour_post).update(
        permalink_pattern="/%postname%/", time_zone="UTC"
    )
    bridge.save_revision().publish()
    assert Article.objects.get().permalink == "/2016/09/17/the-bridge/"


def test_a_backdated_article_stands_at_its_own_date(publish: Publish) -> None:
    assert (
        publish("The fire of 1999", published_at=datetime(1999, 1, 31, 12, tzinfo=UTC)).permalink
        == "/1999/02/01/the-fire-of-1999/"
    )


def test_a_draft_has_no_address_yet(news: SectionPage, reader: Client) -> None:
    draft = actions.file_article(news, Copy(headline="Not yet"))
    assert (draft.permalink, Address.objects.count()) == ("", 0)
    assert reader.get(draft.href).status_code == 404


def test_every_slug_it_had_leads_to_the_article_for_ever(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    set_pattern(harbour_post, "/%postname%/")
    bridge = publish("Bridge")
    for slug in ("old-bridge", "new-bridge"):
        bridge.slug = slug
        bridge.save_revision().publish()
        bridge.refresh_from_db()
    for former in ("/bridge/", "/old-bridge/"):
        response = reader.get(former)
        assert (response.status_code, response["Location"]) == (301, "/new-bridge/")
    bridge.slug = "bridge"
    bridge.save_revision().publish()
    assert reader.get("/bridge/").status_code == 200
    assert reader.get("/new-bridge/")["Location"] == "/bridge/"


def test_a_move_to_another_section_changes_an_address_that_names_it(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    set_pattern(harbour_post, "/%category%/%postname%/")
    council = actions.add_section(harbour_post, name="Council")
    bridge = publish("Bridge")
    bridge.move(council, pos="last-child")
    bridge.refresh_from_db()
    assert (bridge.permalink, bridge.section) == ("/council/bridge/", council)
    assert reader.get("/news/bridge/")["Location"] == "/council/bridge/"


def test_a_move_leaves_an_address_that_does_not_name_the_section(
    harbour_post: Site, publish: Publish
) -> None:
    council = actions.add_section(harbour_post, name="Council")
    bridge = publish("Bridge")
    before = bridge.permalink
    bridge.move(council, pos="last-child")
    assert (Article.objects.get().permalink, Address.objects.count()) == (before, 1)


def test_two_articles_cannot_claim_one_address(
    harbour_post: Site, publish: Publish, contributor: Contributor
) -> None:
    set_pattern(harbour_post, "/%postname%/")
    council = actions.add_section(harbour_post, name="Council")
    first = publish("Bridge")
    second = actions.file_article(council, Copy(headline="Bridge", credits=[Credit(contributor)]))
    with pytest.raises(ValidationError) as refused:
        actions.publish_article(second)
    assert refused.value.message_dict == {
        "slug": ["/bridge/ is the address of “Bridge”. Choose another slug."]
    }
    assert (Address.objects.get().page_id, Article.objects.get(pk=second.pk).live) == (
        first.pk,
        False,
    )


def test_nor_one_that_another_article_had(
    harbour_post: Site, publish: Publish, contributor: Contributor
) -> None:
    set_pattern(harbour_post, "/%postname%/")
    first = publish("Bridge")
    first.slug = "old-bridge"
    first.save_revision().publish()
    with pytest.raises(ValidationError):
        publish("Bridge")


@pytest.mark.parametrize("slug", ["search", "admin", "2016", "feed", "media"])
def test_no_article_takes_an_address_of_bylines_own(
    slug: str, harbour_post: Site, publish: Publish
) -> None:
    set_pattern(harbour_post, "/%postname%/")
    with pytest.raises(ValidationError, match="is already in use"):
        publish("A grab", slug=slug)


def test_no_article_takes_a_standing_pages_address_nor_the_other_way_round(
    harbour_post: Site, publish: Publish
) -> None:
    set_pattern(harbour_post, "/%postname%/")
    actions.add_standing_page(harbour_post, title="About", body=[])
    publish("Bridge")
    with pytest.raises(ValidationError, match="The address /about/ is already in use"):
        publish("About")
    with pytest.raises(ValidationError, match="The address /bridge/ is already in use"):
        actions.add_standing_page(harbour_post, title="Bridge", body=[])


def test_a_withdrawn_article_says_that_it_is_gone_and_can_come_back(
    publish: Publish, reader: Client
) -> None:
    bridge = publish("Bridge")
    actions.unpublish_article(bridge)
    assert reader.get(bridge.permalink).status_code == 410
    actions.publish_article(Article.objects.get())
    assert reader.get(bridge.permalink).status_code == 200


def test_a_deleted_articles_address_is_gone_until_another_takes_it(
    harbour_post: Site, publish: Publish, reader: Client
) -> None:
    set_pattern(harbour_post, "/%postname%/")
    publish("Bridge").delete()
    assert reader.get("/bridge/").status_code == 410
    publish("Bridge")
    assert reader.get("/bridge/").status_code == 200


def test_an_article_from_elsewhere_keeps_its_path_until_its_slug_changes(
    publish: Publish, reader: Client
) -> None:
    odd = publish("Bridge", permalink="/blog/2003/bridge.html", post_id=77, published_at=LATE)
    assert (odd.permalink, reader.get("/blog/2003/bridge.html").status_code) == (
        "/blog/2003/bridge.html",
        200,
    )
    odd.slug = "pont"
    odd.save_revision().publish()
    assert reader.get("/blog/2003/bridge.html")["Location"] == "/2016/09/17/pont/"


def test_its_wordpress_number_leads_to_it(publish: Publish, reader: Client) -> None:
    bridge = publish("Bridge", post_id=4711)
    response = reader.get("/?p=4711")
    assert (response.status_code, response["Location"]) == (301, bridge.permalink)
    assert reader.get("/?p=4712").status_code == 404


def test_numbers_go_on_after_the_highest(publish: Publish) -> None:
    publish("Old", post_id=4711)
    assert publish("New").post_id == 4712


def test_a_path_without_its_last_slash_leads_to_the_one_with(
    publish: Publish, reader: Client
) -> None:
    bridge = publish("Bridge")
    assert reader.get(bridge.permalink.rstrip("/"))["Location"] == bridge.permalink


def test_an_address_in_another_script_is_found_decoded_and_linked_encoded(
    publish: Publish, reader: Client
) -> None:
    article = publish("جسر الميناء", published_at=LATE)
    assert article.permalink == "/2016/09/17/جسر-الميناء/"
    assert (
        article.href == "/2016/09/17/%D8%AC%D8%B3%D8%B1-%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1/"
    )
    assert reader.get(article.href).status_code == 200


def test_the_same_path_on_a_sister_site_is_another_address(
    harbour_post: Site, publish: Publish
) -> None:
    sister = actions.open_site(name="The Hill Post", hostname="hill.example")
    set_pattern(harbour_post, "/%postname%/")
    set_pattern(sister, "/%postname%/")
    hill_news = actions.add_section(sister, name="News")
    ours, theirs = (
        publish("Bridge"),
        publish("Bridge", section=hill_news, lead_caption="on the hill"),
    )
    assert (ours.permalink, theirs.permalink) == ("/bridge/", "/bridge/")
    assert Client(HTTP_HOST="hill.example").get("/bridge/").context["article"] == theirs
