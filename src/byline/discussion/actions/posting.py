"""Posting: the only way a response is made, whatever door it comes through."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from byline.discussion import signals
from byline.discussion.actions.notifying import notify_of_reply, request_confirmation
from byline.discussion.actions.proof_of_work import spend_proof
from byline.discussion.choices import Act, Kind, State, Voice, WhoMayRespond
from byline.discussion.models import (
    MAX_NAME_LENGTH,
    RESPONSES_PER_PAGE,
    Comment,
    CommentRules,
    Decision,
)
from byline.discussion.moderation.context import RuleContext, Verdict
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.moderation.submission_checks import duplicate, no_proof
from byline.discussion.openness import Conditions, conditions_of, openness_for_kind
from byline.discussion.sanitizing import SanitizedResponse, sanitize_markdown
from byline.discussion.submission import Submission
from byline.lib.bulk_insert import insert
from byline.lib.locks import write_lock
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


class ResponseRefused(Exception):
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
    context = context_of(
        article, submission, now or timezone.now(), conditions or conditions_of(article)
    )
    parent = _parent(context)
    verdict = run_rules(context)
    if verdict.state is None:
        return _answer(verdict)
    policy = _policy(context)
    with write_lock():  # nothing is asked in here that can be asked before: others wait to write
        if again := duplicate(context):  # the same may have been handed in twice at once
            return _answer(again)
        comment = _save(context, _spend_proof(context, verdict), parent, policy)
        transaction.on_commit(partial(signals.comment_posted.send, Comment, comment=comment))
    return Posted(comment)


def _spend_proof(context: RuleContext, verdict: Verdict) -> Verdict:
    """A proof counts once: what would be published by one that has been spent is as good as without any."""
    said = context.submission
    if not said.proof or spend_proof(said.proof, context.now) or verdict.state != State.PUBLISHED:
        return verdict
    held = no_proof(replace(context, submission=replace(said, has_proof=False)))
    return replace(held, rule="no-proof") if held else verdict


def context_of(
    article: Article,
    submission: Submission,
    now: datetime,
    conditions: Conditions,
    editing: Comment | None = None,
) -> RuleContext:
    """What the rules look at. Raises ValidationError, keyed by field, for what can't be a response."""
    rules = conditions.rules
    scrubbed = sanitize_markdown(name=submission.name, text=submission.text, link=submission.link)
    _check(submission, scrubbed, rules)
    return RuleContext(
        article,
        openness_for_kind(submission.kind, article, conditions, now),
        rules,
        submission,
        scrubbed,
        now,
        editing,
    )


def _check(submission: Submission, scrubbed: SanitizedResponse, rules: CommentRules) -> None:
    wrong = {}
    if not scrubbed.text:
        wrong["text"] = _("Write something first.")
    elif len(scrubbed.text) > rules.max_length:
        too_long = _("A response has %(most)d characters at most; this one has %(has)d.")
        wrong["text"] = too_long % {"most": rules.max_length, "has": len(scrubbed.text)}
    if not scrubbed.name:
        wrong["name"] = _("Give a name to stand over it.")
    elif len(scrubbed.name) > MAX_NAME_LENGTH:
        wrong["name"] = _("A name has %(most)d characters at most.") % {"most": MAX_NAME_LENGTH}
    needs_mail = (
        rules.who_may_respond == WhoMayRespond.CONFIRMED
        and submission.user is None
        and submission.kind == Kind.RESPONSE
    )
    if needs_mail and not submission.mail:
        wrong["mail"] = _(
            "Give an e-mail address: a link is sent there, which publishes the response. Nobody else sees it."
        )
    if submission.link and not scrubbed.link:
        wrong["link"] = _("This is no web address; they begin with https:// or http://.")
    if wrong:
        raise ValidationError(wrong)


def _parent(context: RuleContext) -> Comment | None:
    number = context.submission.parent
    if number is None:
        return None
    parent = Comment.objects.on(context.article).shown().filter(number=number).first()
    if parent is None:
        raise ValidationError(
            {"parent": _("There is no response %(number)d here to reply to.") % {"number": number}}
        )
    return parent


def _answer(verdict: Verdict) -> Posted:
    if verdict.earlier:
        return Posted(verdict.earlier, is_new=False)
    raise ResponseRefused(verdict)


def _save(
    context: RuleContext, verdict: Verdict, parent: Comment | None, policy: PolicyVersion | None
) -> Comment:
    said, scrubbed = context.submission, context.scrubbed
    unconfirmed = (
        context.rules.who_may_respond == WhoMayRespond.CONFIRMED
        and said.user is None
        and said.kind == Kind.RESPONSE
    )
    wanted = verdict.state or State.PENDING
    state = State.UNCONFIRMED if unconfirmed and wanted != State.REJECTED else wanted
    is_published = state == State.PUBLISHED
    comment = Comment(
        article=context.article,
        site=context.article.site,
        number=_next_number(context.article, published=is_published),
        kind=said.kind,
        response_type=said.response_type,
        parent=parent,
        state=state,
        next_state=wanted if unconfirmed else "",
        reason=verdict.reason,
        was_published=is_published,
        voice=_voice(context),
        author=said.user,
        name=scrubbed.name,
        link=scrubbed.link,
        mail=said.mail,
        mail_key=context.mail_key,
        address=said.address,
        address_key=context.address_key,
        agent=said.agent[:300],
        text=scrubbed.text,
        html=scrubbed.html,
        text_key=context.text_key,
        policy_version=policy,
        wants_replies=said.wants_replies,
        posted_at=context.now,
    )
    insert(comment)
    if (
        is_published or comment.number % RESPONSES_PER_PAGE == 1
    ):  # also one that waits may begin a page
        invalidate(f"discussion:{context.article.pk}", f"responses:{context.article.site_id}")
    record_decision(comment, ACT_OF[wanted], verdict, context.now)
    if unconfirmed or (said.wants_replies and said.user is None):
        request_confirmation(comment)
    if is_published:
        notify_of_reply(comment)
    return comment


def record_decision(comment: Comment, act: Act, verdict: Verdict, now: datetime) -> Decision:
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


def _voice(context: RuleContext) -> Voice:
    user = context.submission.user
    if user and context.article.bylines.filter(contributor__user=user).exists():
        return Voice.AUTHOR
    return Voice.READER


def _policy(context: RuleContext) -> PolicyVersion | None:
    """The wording that stood beside the form."""
    return policy_version(
        context.article.site, PolicyKind.COMMENT_POLICY, context.submission.policy_version
    )
