"""The public page of a site's moderation in figures."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.objecting import settle_objection
from byline.discussion.actions.reporting import SubmittedReport, report_comment
from byline.discussion.actions.settling import decide_and_settle, keep_published
from byline.discussion.actions.statistics import update_statistics
from byline.discussion.choices import Act, Reason
from byline.discussion.models import CommentRules, ModeratedDay, Objection
from byline.discussion.transparency import in_words, transparency_report_of
from byline.network.actions import publish_policy
from byline.newsroom import actions
from byline.newsroom.models import Article
from response_helpers import Respond

NOON = datetime(2026, 9, 17, 12, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def busy(respond: Respond, comment_rules: CommentRules, time_machine: Any) -> datetime:
    """Two days of moderating: what stands, what was removed after a report, what waited forty
    minutes, an objection that was right.
    """
    ida = create_user("ida@harbour.example", "Ida")
    time_machine.move_to(NOON - timedelta(days=40), tick=False)
    decide(respond("Long ago"), Act.REMOVE, Grounds(Reason.SPAM, by=ida))
    time_machine.move_to(NOON, tick=False)
    rude, fine = respond("You are a fool"), respond("It ran late")
    for comment in (rude, fine):
        report_comment(comment, SubmittedReport(reason=Reason.ABUSE, address="198.51.100.1"))
    held = respond("https://a.example https://b.example https://c.example")
    time_machine.shift(timedelta(minutes=40))
    removed = decide_and_settle(rude, Act.REMOVE, Grounds(Reason.ABUSE, by=ida))
    keep_published(fine, Grounds(Reason.FINE, by=ida))
    decide(held, Act.PUBLISH, Grounds(Reason.FINE, by=ida))
    objection = Objection.objects.create(
        decision=removed, comment=rude, words="No.", made_at=timezone.now()
    )
    settle_objection(
        objection, by=create_user("maya@harbour.example", "Maya"), upheld=True, message="Right."
    )
    return timezone.now()


# A time is kept to within 5 %: forty minutes come out as forty-one.
def test_it_says_what_became_of_responses_reports_and_objections(
    busy: datetime, reader: Client, ferry: Article
) -> None:
    update_statistics(busy, seconds=60)
    figures = transparency_report_of(ferry.site, busy)
    values = {
        str(label): shown
        for label, shown in [*figures.responses, *figures.reasons, *figures.reports]
    }
    assert values == {
        "Received": [3, 4],
        "Published without objection by a rule": [2, 3],
        "Published, restored or kept by people": [3, 3],
        "Held by rules for a moderator": [1, 1],
        "Held by people": [0, 0],
        "Rejected by rules": [0, 0],
        "Rejected or removed by people": [1, 2],
        "Median time until a person decided about a held response": ["41 minutes", "41 minutes"],
        "Objections by authors": [1, 1],
        "… upheld": [1, 1],
        "… rejected": [0, 0],
        "Insult, threat or harassment": [1, 1],
        "Spam or advertising": [0, 1],
        "Reports: against the policy": [2, 2],
        "Reports: illegal content": [0, 0],
        "Decided: response kept": [1, 1],
        "Decided: response removed": [1, 1],
        "Median time until a report was decided": ["41 minutes", "41 minutes"],
    }
    page = reader.get("/-/responses/").content.decode()
    assert '<th scope="row">Insult, threat or harassment</th><td>1</td><td>1</td>' in page
    assert "Ida" not in page
    assert "Tove" not in page


def test_the_page_reads_a_row_a_day_and_no_response(busy: datetime, reader: Client) -> None:
    update_statistics(busy, seconds=60)
    reader.get("/-/responses/")
    with CaptureQueriesContext(connection) as asked:
        reader.get("/-/responses/")
    assert [
        query["sql"]
        for query in asked
        if 'FROM "discussion_' in query["sql"] and "moderatedday" not in query["sql"]
    ] == []
    assert len(asked) <= 8


def test_only_recent_days_are_counted_again(busy: datetime) -> None:
    assert update_statistics(busy) == 41
    assert update_statistics(busy) == 2
    assert update_statistics(busy, seconds=0) == 1
    assert update_statistics(busy + timedelta(days=400), seconds=60) == 366
    assert ModeratedDay.objects.count() == 366


def test_a_sister_site_has_its_own_and_an_empty_one_says_so(busy: datetime, reader: Client) -> None:
    update_statistics(busy, seconds=60)
    sister = actions.open_site(name="The Lagoon", hostname="lagoon.example", time_zone="UTC")
    assert transparency_report_of(sister, busy).counted is None
    assert (
        "There are no figures yet."
        in Client(HTTP_HOST="lagoon.example").get("/-/responses/").content.decode()
    )
    assert reader.post("/-/responses/").status_code == 405


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "1 minute"), (2400, "40 minutes"), (7200, "2 hours"), (86400 * 3, "3 days")],
)
def test_a_time_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_the_policy_beside_the_form_leads_there(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    publish_policy(ferry.site, "comment_policy", title="Be kind", text="<p>Be kind.</p>")
    assert 'href="/-/responses/"' in reader.get(ferry.permalink).content.decode()
