"""Posting: the only way a response is made, whatever door it comes through."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from byline.discussion import signals
from byline.discussion.actions.proving import spend
from byline.discussion.actions.telling import ask_to_confirm, tell_of_reply
from byline.discussion.choices import Act, Kind, State, Voice, Who
from byline.discussion.doors import Conditions, conditions_of, openness_for
from byline.discussion.models import A_PAGE, LONGEST_NAME, Comment, Decision, HouseRules
from byline.discussion.moderation.case import Case, Verdict
from byline.discussion.moderation.listed import judge
from byline.discussion.moderation.manners import duplicate, no_proof
from byline.discussion.submission import Submission
from byline.discussion.writing import Scrubbed, scrub_stranger
from byline.lib.bulk_insert import insert
from byline.lib.write_lock import write_lock
from byline.network.choices import PolicyKind
from byline.network.models import PolicyVersion
from byline.network.queries import policy_version
from byline.newsroom.models import Article
from byline.press.actions import invalidate

ACT_OF = {State.PUBLISHED: Act.PUBLISH, State.PENDING: Act.HOLD, State.REJECTED: Act.REJECT}
NEXT_NUMBER = """
    INSERT INTO discussion_thread (article_id, last_number, published) VALUES (%s, 1, %s)
    ON CONFLICT (article_id) DO UPDATE
        SET last_number = discussion_thread.last_number + 1, published = discussion_thread.published + %s
    RETURNING last_number
"""


class Refused(Exception):
    """The response is not taken, and nothing is kept of it. `verdict` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason.label)
        self.verdict = verdict


@dataclass(frozen=True)
class Posted:
    """The response as it was saved; `is_new` is False when it is an earlier one that said the same."""

    comment: Comment
    is_new: bool = True


def post_comment(
    article: Article,
    submission: Submission,
    *,
    now: datetime | None = None,
    conditions: Conditions | None = None,
) -> Posted:
    """Take what was handed in: judge it by the rules, save it under the article's next number, in one transaction.

    `conditions` are the article's, where the caller has just read them.

    Raises ValidationError, keyed by field, for what can't be a response, Refused for what the rules don't take.
    """
    case = case_of(article, submission, now or timezone.now(), conditions or conditions_of(article))
    parent = _parent(case)
    verdict = judge(case)
    if verdict.state is None:
        return _answer(verdict)
    policy = _policy(case)
    with write_lock():  # nothing is asked in here that can be asked before: others wait to write
        if again := duplicate(case):  # the same may have been handed in twice at once
            return _answer(again)
        comment = _save(case, _spend_proof(case, verdict), parent, policy)
        transaction.on_commit(partial(signals.comment_posted.send, Comment, comment=comment))
    return Posted(comment)


def _spend_proof(case: Case, verdict: Verdict) -> Verdict:
    """A proof counts once: what would be published by one that has been spent is as good as without any."""
    said = case.submission
    if not said.proof or spend(said.proof, case.now) or verdict.state != State.PUBLISHED:
        return verdict
    held = no_proof(replace(case, submission=replace(said, has_proof=False)))
    return replace(held, rule="no-proof") if held else verdict


def case_of(
    article: Article,
    submission: Submission,
    now: datetime,
    conditions: Conditions,
    editing: Comment | None = None,
) -> Case:
    """What the rules look at. Raises ValidationError, keyed by field, for what can't be a response."""
    house = conditions.house
    scrubbed = scrub_stranger(name=submission.name, text=submission.text, link=submission.link)
    _check(submission, scrubbed, house)
    return Case(
        article,
        openness_for(submission.kind, article, conditions, now),
        house,
        submission,
        scrubbed,
        now,
        editing,
    )


def _check(submission: Submission, scrubbed: Scrubbed, house: HouseRules) -> None:
    wrong = {}
    if not scrubbed.text:
        wrong["text"] = _("Write something first.")
    elif len(scrubbed.text) > house.longest:
        too_long = _("A response has %(most)d characters at most; this one has %(has)d.")
        wrong["text"] = too_long % {"most": house.longest, "has": len(scrubbed.text)}
    if not scrubbed.name:
        wrong["name"] = _("Give a name to stand over it.")
    elif len(scrubbed.name) > LONGEST_NAME:
        wrong["name"] = _("A name has %(most)d characters at most.") % {"most": LONGEST_NAME}
    needs_mail = (
        house.who == Who.CONFIRMED and submission.user is None and submission.kind == Kind.RESPONSE
    )
    if needs_mail and not submission.mail:
        wrong["mail"] = _(
            "Give an e-mail address: a link is sent there, which publishes the response. Nobody else sees it."
        )
    if submission.link and not scrubbed.link:
        wrong["link"] = _("This is no web address; they begin with https:// or http://.")
    if wrong:
        raise ValidationError(wrong)


def _parent(case: Case) -> Comment | None:
    number = case.submission.parent
    if number is None:
        return None
    parent = Comment.objects.on(case.article).shown().filter(number=number).first()
    if parent is None:
        raise ValidationError(
            {"parent": _("There is no response %(number)d here to reply to.") % {"number": number}}
        )
    return parent


def _answer(verdict: Verdict) -> Posted:
    if verdict.earlier:
        return Posted(verdict.earlier, is_new=False)
    raise Refused(verdict)


def _save(
    case: Case, verdict: Verdict, parent: Comment | None, policy: PolicyVersion | None
) -> Comment:
    said, scrubbed = case.submission, case.scrubbed
    unconfirmed = (
        case.house.who == Who.CONFIRMED and said.user is None and said.kind == Kind.RESPONSE
    )
    wanted = verdict.state or State.PENDING
    state = State.UNCONFIRMED if unconfirmed and wanted != State.REJECTED else wanted
    is_published = state == State.PUBLISHED
    comment = Comment(
        article=case.article,
        site=case.article.site,
        number=_next_number(case.article, published=is_published),
        kind=said.kind,
        gesture=said.gesture,
        parent=parent,
        state=state,
        next_state=wanted if unconfirmed else "",
        reason=verdict.reason,
        was_published=is_published,
        voice=_voice(case),
        author=said.user,
        name=scrubbed.name,
        link=scrubbed.link,
        mail=said.mail,
        mail_key=case.mail_key,
        address=said.address,
        address_key=case.address_key,
        agent=said.agent[:300],
        text=scrubbed.text,
        html=scrubbed.html,
        text_key=case.text_key,
        policy_version=policy,
        wants_replies=said.wants_replies,
        posted_at=case.now,
    )
    insert(comment)
    if is_published or comment.number % A_PAGE == 1:  # also one that waits may begin a page
        invalidate(f"talk:{case.article.pk}", f"responses:{case.article.site_id}")
    note(comment, ACT_OF[wanted], verdict, case.now)
    if unconfirmed or (said.wants_replies and said.user is None):
        ask_to_confirm(comment)
    if is_published:
        tell_of_reply(comment)
    return comment


def note(comment: Comment, act: Act, verdict: Verdict, now: datetime) -> Decision:
    """Write down what a rule did to the response."""
    decision = Decision(
        comment=comment,
        act=act,
        reason=verdict.reason,
        rule=verdict.rule,
        detail=verdict.detail[:300],
        policy_version_id=comment.policy_version_id,
        text=comment.text,
        at=now,
    )
    return insert(decision)


def _next_number(article: Article, *, published: bool) -> int:
    """The next number of the article; given once, whatever becomes of the response."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [article.pk, int(published), int(published)])
        number: int = cursor.fetchone()[0]
    return number


def _voice(case: Case) -> Voice:
    user = case.submission.user
    if user and case.article.bylines.filter(contributor__user=user).exists():
        return Voice.AUTHOR
    return Voice.READER


def _policy(case: Case) -> PolicyVersion | None:
    """The wording that stood beside the form."""
    return policy_version(
        case.article.site, PolicyKind.COMMENT_POLICY, case.submission.policy_version
    )
