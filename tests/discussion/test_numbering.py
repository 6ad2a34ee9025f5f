"""A response gets its number when it is first published, and keeps it whatever happens then."""

from contextlib import suppress
from dataclasses import replace

from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byline.discussion.actions import Grounds, decide, post_comment
from byline.discussion.actions.deciding import StateConflict, undo
from byline.discussion.actions.erasing import erase
from byline.discussion.choices import Act, Reason
from byline.discussion.models import RESPONSES_PER_PAGE, Comment, CommentRules, Thread
from byline.newsroom.models import Article
from response_helpers import TOVE

FAKED = {"name": "Buy", "text": "Cheap pills", "company": "Pills Ltd."}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["post", "wait", "undo", "erase", *(act.value for act in list(Act)[:6])]),
        st.integers(0, 9),
    ),
    max_size=30,
)


def test_rejected_spam_moves_no_response_to_another_page(reader: Client, ferry: Article) -> None:
    for number in range(RESPONSES_PER_PAGE + 2):
        fake = FAKED | {"text": f"Cheap pills, {number} of them"}
        sent = reader.post(f"{ferry.permalink}respond/", fake, REMOTE_ADDR="198.51.100.9")
        assert sent.status_code == 302
    posted = reader.post(f"{ferry.permalink}respond/", {"name": "Tove", "text": "Late again."})
    assert posted.status_code == 302
    assert Comment.objects.on(ferry).filter(number=None).count() == RESPONSES_PER_PAGE + 2
    page = reader.get(ferry.permalink).content.decode()
    assert 'id="response-1"' in page
    assert "comment-page-2" not in page
    assert reader.get(f"{ferry.permalink}comment-page-2/").status_code == 404


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_numbers_are_dense_and_never_change_in_any_order_of_events(
    ferry: Article, comment_rules: CommentRules, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        _happens_in_this_order(ferry, comment_rules, steps)
        transaction.set_rollback(True)


def _happens_in_this_order(
    article: Article, rules: CommentRules, steps: list[tuple[str, int]]
) -> None:
    given_numbers: dict[int, int] = {}
    for place, (step, which) in enumerate(steps):
        comments = list(Comment.objects.on(article).order_by("pk"))
        if step in ("post", "wait"):
            rules.premoderation = "all" if step == "wait" else "none"
            rules.save()
            post_comment(article, replace(TOVE, text=f"Thought {place}"))
        elif comments:
            with suppress(StateConflict):
                _change(comments[which % len(comments)], step)
        shown = Comment.objects.on(article).shown().values_list("pk", "number")
        numbers = {pk: number for pk, number in shown if number is not None}
        assert sorted(numbers.values()) == list(range(1, len(shown) + 1))
        assert given_numbers.items() <= numbers.items()
        given_numbers = numbers
        published = Comment.objects.on(article).published().count()
        thread = Thread.objects.filter(article=article).first() or Thread()
        assert (thread.last_number, thread.published) == (len(numbers), published)


def _change(comment: Comment, step: str) -> None:
    match step:
        case "erase":
            erase(comment, Grounds(Reason.AUTHOR_WISH))
        case "undo":
            decision = comment.decisions.order_by("-pk").first()
            if decision:
                undo(decision, by=None)  # type: ignore[arg-type]  # nobody in particular
        case _:
            decide(comment, Act(step), Grounds(Reason.OTHER))
