"""The filter learns from moderators' decisions and measures how good it is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from byline.accounts.models import User
from byline.discussion.actions import Grounds, decide, undo
from byline.discussion.actions.learning import is_due, learn
from byline.discussion.choices import Act, Reason, State
from byline.discussion.learning import filter_report
from byline.discussion.learning.examples import examples_of, shipped_examples
from byline.discussion.learning.site_tables import shipped_table, table_of, table_path
from byline.discussion.learning.training import train_shipped
from byline.discussion.models import Comment, CommentRules
from byline.newsroom import actions
from byline.newsroom.models import Article
from response_helpers import Respond
from running_server import prepared_data_folder, serve, wait_until

SPAM = (
    "Earn $500 a day with our casino bonus, sign up at https://bonus.example/win "
    "and contact us on WhatsApp!!!"
)
EEL = (
    "Smoked eel {number} from Morrow's smokehouse, crate {number}, fresh from the quay, ask Morrow"
)
FINE = (
    "The {number} o'clock ferry was late on the {number}th, and the council said nothing about it"
)


@pytest.fixture(autouse=True)
def _nothing_is_learned_for_others() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA / "learned", ignore_errors=True)


@pytest.fixture
def ida(db: None) -> User:
    return User.objects.create_user("ida@harbour.example")


def moderate(respond: Respond, ida: User, number: int) -> None:
    """So many advertisements for smoked eel are removed, and as many letters let stand, by a
    person.
    """
    for count in range(number):
        eel, letter = (
            respond(words.format(number=count), name=f"Reader {count}", mail="", address=None)
            for words in (EEL, FINE)
        )
        decide(eel, Act.REMOVE, Grounds(Reason.SPAM, by=ida))
        decide(letter, Act.HOLD, Grounds(Reason.OTHER, by=ida))
        decide(letter, Act.PUBLISH, Grounds(Reason.FINE, by=ida))


def test_the_shipped_table_is_what_its_texts_make() -> None:
    made, kept = train_shipped(list(shipped_examples())), shipped_table()
    assert max(abs(one - other) for one, other in zip(made.weights, kept.weights, strict=True)) <= 1
    assert (made.bias, made.scale) == pytest.approx((kept.bias, kept.scale), rel=0.01)
    assert made.report == kept.report


def test_it_begins_useful_and_modest(respond: Respond) -> None:
    spam = respond(SPAM, name="BonusKing99", link="https://bonus.example")
    assert (spam.state, spam.reason, spam.decisions.get().rule) == (
        State.PENDING,
        Reason.LEARNED,
        "learned",
    )
    assert 0.9 <= float(spam.decisions.get().detail) <= 1
    assert (
        respond("The casino on the pier was pulled down in 1962.", name="Hilde").state
        == State.PUBLISHED
    )


def test_a_site_may_do_without(respond: Respond, comment_rules: CommentRules) -> None:
    comment_rules.uses_learned_filter = False
    comment_rules.save()
    assert respond(SPAM).state == State.PUBLISHED


def test_it_learns_what_this_sites_moderators_reject(
    respond: Respond, ida: User, ferry: Article
) -> None:
    moderate(respond, ida, 30)
    report = learn(ferry.site, timezone.now())
    assert report
    assert (report.is_own, report.decisions, report.held_out) == (True, 60, 15)
    assert (report.precision, report.recall) == (1.0, 1.0)
    assert filter_report(ferry.site) == report
    assert (
        respond(EEL.format(number=77), name="Somebody", mail="", address=None).reason
        == Reason.LEARNED
    )
    assert (
        respond(FINE.format(number=77), name="Somebody", mail="", address=None).state
        == State.PUBLISHED
    )


def test_the_rules_page_shows_how_good_it_is(
    respond: Respond, ida: User, ferry: Article, reader: Client
) -> None:
    reader.force_login(User.objects.create_superuser("olu@harbour.example"))
    page = reverse("byline_rules", args=[ferry.site_id])
    assert (
        "The filter that ships with Byline is used; it holds responses that score 0.9 or more"
        in reader.get(page).content.decode()
    )
    moderate(respond, ida, 30)
    learn(ferry.site, timezone.now())
    assert (
        "tested on 15 others: moderators rejected 100% of the responses that it would hold "
        "(precision), and it would hold 100% of those that they rejected (recall)."
    ) in reader.get(page).content.decode()


def test_a_sister_site_keeps_its_own_taste(respond: Respond, ida: User, ferry: Article) -> None:
    sister = actions.open_site(name="The Hill Post", hostname="hill.example", time_zone="UTC")
    moderate(respond, ida, 20)
    learn(ferry.site, timezone.now())
    assert table_of(sister.pk) is shipped_table()
    assert not filter_report(sister).is_own


def test_too_little_was_decided(respond: Respond, ida: User, ferry: Article) -> None:
    moderate(respond, ida, 9)
    assert learn(ferry.site, timezone.now()) is None
    assert not table_path(ferry.site_id).exists()


def test_what_moderators_disagree_about_is_not_held(
    respond: Respond, ida: User, ferry: Article
) -> None:
    """Similar texts, of which every second is rejected: no threshold has 95 % precision."""
    for number in range(60):
        comment = respond(f"Thought {number} about the ferry", mail="", name="Tove", address=None)
        act = (Act.REMOVE, Act.HOLD)[number % 2]
        decide(comment, act, Grounds(Reason.SPAM, by=ida))
        if act == Act.HOLD:
            decide(comment, Act.PUBLISH, Grounds(Reason.FINE, by=ida))
    report = learn(ferry.site, timezone.now())
    assert report
    assert (report.precision, report.recall) == (None, 0.0)
    assert (
        respond("Thought 61 about the ferry", mail="", name="Tove", address=None).state
        == State.PUBLISHED
    )


def test_the_last_word_counts_and_what_stands_for_days(
    respond: Respond, ida: User, ferry: Article
) -> None:
    undone, stands = respond("Undone"), respond("Stands")
    undo(decide(undone, Act.REMOVE, Grounds(Reason.SPAM, by=ida)), by=ida)
    decide(respond("Private"), Act.REMOVE, Grounds(Reason.PRIVATE, by=ida))
    assert [
        (example.text, example.is_bad) for example in examples_of(ferry.site, timezone.now())
    ] == [("Undone", False)]
    Comment.objects.filter(pk=stands.pk).update(posted_at=timezone.now() - timedelta(days=4))
    assert {example.text for example in examples_of(ferry.site, timezone.now())} == {
        "Undone",
        "Stands",
    }


def test_it_is_due_again_after_some_decisions(respond: Respond, ida: User, ferry: Article) -> None:
    now = timezone.now()
    assert not is_due(ferry.site, now)
    moderate(respond, ida, 20)
    assert is_due(ferry.site, now)
    learn(ferry.site, now)
    assert not is_due(ferry.site, now)


def test_a_broken_table_is_as_good_as_none(ferry: Article) -> None:
    table_path(ferry.site_id).parent.mkdir()
    table_path(ferry.site_id).write_bytes(b'{"bias": 0}\nshort')
    assert table_of(ferry.site_id) is shipped_table()


def test_a_worker_scores_without_what_learning_needs(tmp_path: Path) -> None:
    script = (
        "import sys, django; django.setup()\n"
        "import byline.urls, byline.discussion.tasks\n"
        "from byline.discussion.learning.site_tables import shipped_table\n"
        "shipped_table().score('Tove', 'It ran late.')\n"
        "print(sorted({'numpy', 'scipy', 'sklearn', 'httpx', 'altcha'} & set(sys.modules)))"
    )
    environment = os.environ | {
        "BYLINE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "byline.settings",
    }
    ended = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


MODERATED = """
import django; django.setup()
from byline.accounts.models import User
from byline.discussion.models import Comment, Decision, CommentRules
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from django.utils import timezone
site = actions.open_site(name="The Courier", hostname="localhost", is_default=True)
news, bea = actions.add_section(site, name="News"), actions.add_contributor(site=site, name="Bea Lind")
eels = Copy(headline="Eels", body=[], credits=[Credit(bea)])
article = actions.publish_article(actions.file_article(news, eels))
ida, now = User.objects.create_user("ida@courier.example"), timezone.now()
for number in range(60):
    bad = number % 2
    words = f"Smoked eel, crate {number}" if bad else f"The ferry was late on day {number}"
    state, act, reason = ("removed", "remove", "spam") if bad else ("published", "publish", "fine")
    comment = Comment.objects.create(
        article=article, site=site, number=number + 1, name="Kit", text=words,
        state=state, was_published=True, posted_at=now,
    )
    Decision.objects.create(comment=comment, act=act, reason=reason, by=ida, text=words, at=now)
print(site.pk)
"""


def test_the_keeper_has_it_learned(shelf: Path, tmp_path: Path) -> None:
    data = prepared_data_folder(shelf, tmp_path / "installation")
    environment = os.environ | {
        "BYLINE_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "byline.settings",
    }
    site = subprocess.run(
        [sys.executable, "-c", MODERATED],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    table = data / "learned" / f"{site.stdout.split()[-1]}.table"
    with serve(data) as server:
        wait_until(table.exists, f"the keeper had it learned:\n{server.output()}")
    assert b'"decisions": 60' in table.read_bytes().split(b"\n")[0]
