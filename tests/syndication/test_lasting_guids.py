"""An article's guid and publication date in feeds never change."""

from pathlib import Path
from typing import Any

from django.test import Client

from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.rules import new_guid
from byline.transfer.actions import import_wordpress
from newsrooms import Publish, text
from syndication.conftest import Follow
from transfer.conftest import ImportExport
from transfer.exports import SITE, item, write, wxr


def known_by(follow: Follow, **more: Any) -> tuple[str, str]:
    [entry] = follow("/feed/", **more).entries
    return entry.id, entry.published


def test_a_guid_survives_edits_moves_and_new_names(
    publish: Publish, news: SectionPage, contributor: Contributor, follow: Follow
) -> None:
    article = publish("The tide", body=text("High."))
    before = known_by(follow)
    article = actions.publish_article(
        actions.revise_article(
            article,
            Copy("The ebb", slug="the-ebb", body=text("Low."), credits=[Credit(contributor)]),
        )
    )
    article = actions.refile_article(article, actions.add_section(news.site, name="River"))
    news.site.hostname = "quay.example"
    news.site.save()
    actions.unpublish_article(article)
    actions.publish_article(Article.objects.get(pk=article.pk))
    assert (known_by(follow, host="quay.example"), Article.objects.get(pk=article.pk).title) == (
        before,
        "The ebb",
    )


def test_a_draft_has_no_guid_and_a_copy_gets_its_own(
    publish: Publish, news: SectionPage, contributor: Contributor
) -> None:
    draft = actions.file_article(news, Copy("The tide", credits=[Credit(contributor)]))
    first = actions.publish_article(draft)
    assert (draft.guid, first.guid) == (
        "",
        new_guid("harbour.example", first.published_at, first.post_id),
    )
    assert "guid" in Article.exclude_fields_in_copy


def test_what_comes_from_wordpress_keeps_what_it_had(
    import_export: ImportExport, follow: Follow
) -> None:
    import_export(item(12, "One"))
    assert known_by(follow, host="127.0.0.1") == (
        f"{SITE}/?p=12",
        "Sat, 17 Sep 2016 08:30:00 +0200",
    )
    import_export(item(12, "One, corrected", "<p>Other words.</p>"))
    [entry] = follow("/feed/", host="127.0.0.1").entries
    assert (entry.title, entry.id, entry.published) == (
        "One, corrected",
        f"{SITE}/?p=12",
        "Sat, 17 Sep 2016 08:30:00 +0200",
    )
    assert follow("/feed/atom/", host="127.0.0.1").entries[0].id == f"{SITE}/?p=12"


def test_a_draft_from_wordpress_keeps_it_until_it_is_published(
    import_export: ImportExport, follow: Follow
) -> None:
    import_export(item(12, "One", status="draft"))
    draft = Article.objects.get()
    actions.publish_article(draft)
    assert known_by(follow, host="127.0.0.1")[0] == f"{SITE}/?p=12"


def test_equal_guids_are_made_different(import_export: ImportExport, follow: Follow) -> None:
    import_export(item(12, "One"), item(13, "Two").replace("?p=13<", "?p=12<"))
    assert [entry.id for entry in follow("/feed/", host="127.0.0.1").entries] == [
        "tag:harbour.example,2016-09-17:13",
        f"{SITE}/?p=12",
    ]


def test_what_is_no_address_is_still_an_id_in_atom(
    import_export: ImportExport, follow: Follow
) -> None:
    import_export(item(12, "One").replace(f"{SITE}/?p=12</guid>", "piece no. 12</guid>"))
    assert known_by(follow, host="127.0.0.1")[0] == "piece no. 12"
    assert follow("/feed/atom/", host="127.0.0.1").entries[0].id == "urn:x-guid:piece%20no.%2012"
    assert (
        Client(HTTP_HOST="127.0.0.1").get("/feed.json").json()["items"][0]["id"] == "piece no. 12"
    )


def test_subscribers_of_a_site_in_a_folder_are_redirected(tmp_path: Path, db: None) -> None:
    export = wxr(item(12, "One", link=f"{SITE}/blog/one/")).replace(
        f"{SITE}</wp:base_blog_url>", f"{SITE}/blog</wp:base_blog_url>"
    )
    import_wordpress(write(tmp_path, export))
    reader = Client(HTTP_HOST="127.0.0.1")
    led = [
        reader.get(path).get("Location")
        for path in ("/blog/feed/", "/blog/feed/atom/", "/blog/one/feed/")
    ]
    assert (led, reader.get("/feed/").status_code) == (["/feed/", "/feed/atom/", None], 200)
