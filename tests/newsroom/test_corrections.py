"""What was wrong is told under the article, with its date, for ever."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from byline.newsroom import actions
from byline.newsroom.choices import CorrectionKind
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, Correction
from newsrooms import Publish, text

NOON = "2026-03-03T12:00:00+13:00"
FIVE_HOURS_ON = "2026-03-03T17:00:00+13:00"


def correct(
    article: Article,
    words: str = "It has six arches, not five.",
    kind: str = CorrectionKind.CORRECTION,
) -> Article:
    return actions.publish_article(actions.correct_article(article, words, kind=kind))


def corrections_on(reader: Client, path: str, kind: str = "aside") -> list[str]:
    page = html.fromstring(reader.get(path).content)
    return [
        " ".join(element.text_content().split())
        for element in page.xpath(f"//{kind}//*[contains(@class, 'correction')]")
    ]


@pytest.fixture
def bridge(publish: Publish) -> Article:
    with time_machine.travel(NOON, tick=False):
        return publish("The bridge", body=text("It has five arches."))


def test_it_stands_under_the_article_dated_by_the_papers_clock_and_the_article_is_updated(
    bridge: Article, reader: Client
) -> None:
    with time_machine.travel(FIVE_HOURS_ON, tick=False):
        corrected = correct(bridge)
    assert corrections_on(reader, bridge.permalink) == [
        "Correction · March 3, 2026, 17:00 NZDT It has six arches, not five."
    ]
    page = html.fromstring(reader.get(bridge.permalink).content)
    assert page.xpath("//p[@class='dateline']//a[@href='#corrections']/text()") == ["Correction"]
    assert corrected.updated_at is not None
    assert corrected.updated_at.isoformat() == "2026-03-03T04:00:00+00:00"
    assert "Updated" in page.xpath("string(//p[@class='dateline'])")


def test_what_was_never_corrected_says_nothing_of_it(bridge: Article, reader: Client) -> None:
    page = html.fromstring(reader.get(bridge.permalink).content)
    assert (corrections_on(reader, bridge.permalink), page.xpath("//*[@id='corrections']")) == (
        [],
        [],
    )


def test_a_draft_of_it_is_told_to_nobody_and_dated_when_it_goes_out(
    bridge: Article, reader: Client
) -> None:
    with time_machine.travel(NOON, tick=False):
        actions.correct_article(bridge, "Six.")
        assert corrections_on(reader, bridge.permalink) == []
    with time_machine.travel(FIVE_HOURS_ON, tick=False):
        actions.publish_article(bridge)
    assert corrections_on(reader, bridge.permalink) == [
        "Correction · March 3, 2026, 17:00 NZDT Six."
    ]


def test_its_date_and_its_row_stay_through_later_versions(bridge: Article) -> None:
    with time_machine.travel(FIVE_HOURS_ON, tick=False):
        correct(bridge)
    [first] = Correction.objects.all()
    opened = bridge.get_latest_revision_as_object()
    assert [correction.published_at for correction in opened.corrections.all()] == [
        first.published_at
    ], "the desk is told when it was"
    opened.save_revision(clean=False).publish()
    [later] = Correction.objects.all()
    assert (later.pk, later.published_at) == (first.pk, first.published_at)


def test_an_import_that_brings_the_article_again_leaves_it(
    bridge: Article, reader: Client, contributor: Contributor
) -> None:
    correct(bridge)
    copy = Copy(headline="The bridge", body=text("It has arches."), credits=[Credit(contributor)])
    actions.publish_article(actions.revise_article(bridge, copy))
    assert len(corrections_on(reader, bridge.permalink)) == 1


def test_the_oldest_stands_first_and_a_clarification_is_called_one(
    bridge: Article, reader: Client
) -> None:
    with time_machine.travel(NOON, tick=False):
        correct(bridge, "Six.")
    with time_machine.travel(FIVE_HOURS_ON, tick=False):
        correct(bridge, "Six is with the half arch.", CorrectionKind.CLARIFICATION)
    assert [line.partition(" ·")[0] for line in corrections_on(reader, bridge.permalink)] == [
        "Correction",
        "Clarification",
    ]


def test_one_that_is_taken_back_is_gone(bridge: Article, reader: Client) -> None:
    mended = correct(bridge).get_latest_revision_as_object()
    mended.corrections = []
    mended.save_revision(clean=False).publish()
    assert (corrections_on(reader, bridge.permalink), Article.objects.get().is_corrected) == (
        [],
        False,
    )


def test_a_copy_of_the_article_was_not_corrected(bridge: Article) -> None:
    copied = correct(bridge).copy(update_attrs={"slug": "copied"}, keep_live=False)
    assert (copied.is_corrected, copied.corrections.count(), copied.permalink, copied.guid) == (
        False,
        0,
        "",
        "",
    )
    assert copied.post_id == bridge.post_id + 1


def test_a_date_to_come_is_refused(bridge: Article) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.correct_article(bridge, "Six.", published_at=timezone.now() + timedelta(days=1))
    assert refused.value.message_dict == {
        "published_at": [
            "The date must be in the past. Leave it empty to use the time of publication."
        ]
    }
    assert Correction.objects.count() == 0


def test_all_of_a_paper_stand_on_one_page_the_newest_first(
    publish: Publish, bridge: Article, reader: Client
) -> None:
    ferry = publish("The ferry")
    with time_machine.travel(NOON, tick=False):
        correct(ferry, "It is late.")
    with time_machine.travel(FIVE_HOURS_ON, tick=False):
        correct(bridge, "Six.")
    page = html.fromstring(reader.get("/corrections/").content)
    assert page.xpath("//ol//h2/a/@href") == [
        f"{bridge.permalink}#corrections",
        f"{ferry.permalink}#corrections",
    ]
    assert corrections_on(reader, "/corrections/", "ol") == [
        "Correction March 3, 2026 The bridge Six.",
        "Correction March 3, 2026 The ferry It is late.",
    ]
    actions.unpublish_article(bridge)
    assert len(corrections_on(reader, "/corrections/", "ol")) == 1


def test_the_page_of_a_paper_without_any_says_so_and_has_no_second(
    bridge: Article, reader: Client
) -> None:
    page = html.fromstring(reader.get("/corrections/").content)
    assert page.xpath("//*[@class='nothing']/text()") == ["No corrections have been published yet."]
    assert reader.get("/corrections/page/2/").status_code == 404


def queries_of(reader: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


def test_it_costs_one_question_and_nothing_where_there_is_none(
    bridge: Article, reader: Client
) -> None:
    for path in (bridge.permalink, "/feed/"):
        queries_of(reader, path)
    before = [queries_of(reader, path) for path in (bridge.permalink, "/feed/")]
    correct(bridge, "Six.")
    correct(bridge, "Seven.")
    assert [queries_of(reader, path) for path in (bridge.permalink, "/feed/")] == [
        number + 1 for number in before
    ]


def test_the_page_of_all_asks_as_much_for_three_as_for_one(bridge: Article, reader: Client) -> None:
    correct(bridge, "Six.")
    queries_of(reader, "/corrections/")
    one = queries_of(reader, "/corrections/")
    correct(bridge, "Seven.")
    correct(bridge, "Eight.")
    assert queries_of(reader, "/corrections/") == one
    assert one <= 5
