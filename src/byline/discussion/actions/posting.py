"""Posting: the only way to create a response, except by an import."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from byline.accounts.mail_limits import NETWORK_LIMITS
from byline.discussion.actions.mail_claims import claim_mail_to
from byline.discussion.actions.notifying import notify_of_reply, request_confirmation
from byline.discussion.actions.numbering import adjust_published_count, give_number
from byline.discussion.actions.proof_of_work import spend_proof
from byline.discussion.actions.rule_hits import count_hit
from byline.discussion.choices import Act, Reason, State, Voice
from byline.discussion.models import (
    MAX_NAME_LENGTH,
    Comment,
    CommentRules,
    Decision,
)
from byline.discussion.moderation.context import RuleContext, Verdict, must_confirm, refuse
from byline.discussion.moderation.pipeline import run_rules
from byline.discussion.moderation.submission_checks import duplicate, no_proof
from byline.discussion.openness import Conditions, conditions_of, openness_for_kind
from byline.discussion.sanitizing import (
    MAX_SHRINKING,
    SanitizedResponse,
    TextTooLongError,
    plain_text,
    response_text,
    sanitize_markdown,
)
from byline.discussion.submission import Submission
from byline.lib.bulk_insert import insert
from byline.lib.locks import write_lock
from byline.network.choices import PolicyKind
from byline.network.models import PolicyVersion
from byline.network.queries import policy_version
from byline.newsroom.models import Article

ACT_OF_STATE = {State.PUBLISHED: Act.PUBLISH, State.PENDING: Act.HOLD, State.REJECTED: Act.REJECT}
MAX_AGENT_LENGTH, MAX_DETAIL_LENGTH = 300, 300


class ResponseRefused(Exception):
    """The response is not accepted, and nothing of it is stored. `verdict` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason.label)
        self.verdict = verdict


@dataclass(frozen=True)
class Posted:
    """The stored response; `is_new` is False if it is an earlier one with the same text."""

    comment: Comment
    is_new: bool = True


def post_comment(
    article: Article,
    submission: Submission,
    *,
    now: datetime | None = None,
    conditions: Conditions | None = None,
) -> Posted:
    """Run the rules on a submission and store it; if it is published, with the next number.

    `conditions` are the article's, if the caller has just read them. Raises ValidationError, keyed
    by field, for what cannot be a response, and ResponseRefused for what the rules do not accept.
    """
    now, conditions = now or timezone.now(), conditions or conditions_of(article)
    context = context_of(article, submission, now, conditions)
    parent = _parent(context)
    verdict = run_rules(context)
    if verdict.state is None:
        return _not_stored(verdict, now)
    is_mailed = _claim_confirmation(context)
    policy = _policy(context)
    with write_lock():  # others wait to write: queries that can run before it do
        if second := duplicate(context):  # the same may have been submitted twice at once
            return _not_stored(second, now)
        comment = _save(
            context, _spend_proof(context, verdict), parent, policy, is_mailed=is_mailed
        )
    return Posted(comment)


def _claim_confirmation(context: RuleContext) -> bool:
    """Whether a confirmation is mailed. An address that has one already gets no second one.

    Raises ResponseRefused if the sender's network makes us send too much mail and nobody could ever
    confirm the response.
    """
    submission = context.submission
    wants_mail = submission.wants_replies and submission.user is None
    if not submission.mail or not (context.needs_confirmation or wants_mail):
        return False
    limit = claim_mail_to(submission.mail, submission.address)
    if limit in NETWORK_LIMITS and context.needs_confirmation:
        verdict = replace(refuse(Reason.FLOOD, "mail"), rule="flood")
        count_hit(verdict, context.now)
        raise ResponseRefused(verdict)
    return limit is None


def _spend_proof(context: RuleContext, verdict: Verdict) -> Verdict:
    """Use up the proof of work; if it was used before, the response is held as without one."""
    proof = context.submission.proof
    if not proof or spend_proof(proof, context.now) or verdict.state != State.PUBLISHED:
        return verdict
    without_proof = replace(context, submission=replace(context.submission, has_proof=False))
    held = no_proof(without_proof)
    return replace(held, rule="no-proof") if held else verdict


def context_of(
    article: Article,
    submission: Submission,
    now: datetime,
    conditions: Conditions,
    editing: Comment | None = None,
) -> RuleContext:
    """The input of the rules. Raises ValidationError, keyed by field, for an invalid response."""
    _check_lengths(submission, conditions.rules)
    sanitized = sanitize_markdown(name=submission.name, text=submission.text, link=submission.link)
    _check(submission, sanitized, conditions.rules)
    openness = openness_for_kind(submission.kind, article, conditions, now)
    return RuleContext(
        article, openness, conditions.rules, submission, sanitized, now, editing=editing
    )


def _check_lengths(submission: Submission, rules: CommentRules) -> None:
    """Refuse fields that are too long, before anything is computed from them."""
    errors = {}
    try:
        response_text(submission.text, rules.max_length)
    except TextTooLongError as error:
        errors["text"] = str(error)
    name = submission.name[: MAX_SHRINKING * MAX_NAME_LENGTH]
    if len(plain_text(name)) > MAX_NAME_LENGTH:
        errors["name"] = _("A name has at most %(most)d characters.") % {"most": MAX_NAME_LENGTH}
    if errors:
        raise ValidationError(errors)


def _check(submission: Submission, sanitized: SanitizedResponse, rules: CommentRules) -> None:
    errors = {}
    if not sanitized.text:
        errors["text"] = _("Write something first.")
    if not sanitized.name:
        errors["name"] = _("Enter a name to show with your response.")
    if must_confirm(submission, rules) and not submission.mail:
        errors["mail"] = _(
            "Enter your e-mail address. We send a link to it so that you can confirm the response."
        )
    if submission.link and not sanitized.link:
        errors["link"] = _("Enter a web address that begins with https:// or http://.")
    if errors:
        raise ValidationError(errors)


def _parent(context: RuleContext) -> Comment | None:
    number = context.submission.parent
    if number is None:
        return None
    parent = Comment.objects.on(context.article).shown().filter(number=number).first()
    if parent is None:
        missing = _("This article has no response %(number)d to reply to.") % {"number": number}
        raise ValidationError({"parent": missing})
    return parent


def _not_stored(verdict: Verdict, now: datetime) -> Posted:
    if verdict.earlier:
        return Posted(verdict.earlier, is_new=False)
    count_hit(verdict, now)
    raise ResponseRefused(verdict)


def _save(
    context: RuleContext,
    verdict: Verdict,
    parent: Comment | None,
    policy: PolicyVersion | None,
    *,
    is_mailed: bool,
) -> Comment:
    submission, sanitized = context.submission, context.sanitized
    is_unconfirmed = context.needs_confirmation
    next_state = verdict.state or State.PENDING
    waits_for_author = is_unconfirmed and next_state != State.REJECTED
    state = State.UNCONFIRMED if waits_for_author else next_state
    is_published = state == State.PUBLISHED
    comment = Comment(
        article=context.article,
        site=context.article.site,
        kind=submission.kind,
        response_type=submission.response_type,
        parent=parent,
        state=state,
        next_state=next_state if is_unconfirmed else "",
        reason=verdict.reason,
        voice=_voice(context),
        author=submission.user,
        name=sanitized.name,
        link=sanitized.link,
        mail=submission.mail,
        mail_key=context.mail_key,
        address=submission.address,
        address_key=context.address_key,
        agent=submission.agent[:MAX_AGENT_LENGTH],
        text=sanitized.text,
        html=sanitized.html,
        text_key=context.text_key,
        policy_version=policy,
        wants_replies=submission.wants_replies,
        posted_at=context.now,
    )
    if is_published:
        give_number(comment)
    insert(comment)
    adjust_published_count(comment, int(is_published))
    _record_decision(comment, ACT_OF_STATE[next_state], verdict, context.now)
    count_hit(verdict, context.now)
    if is_mailed:
        request_confirmation(comment)
    if is_published:
        notify_of_reply(comment)
    return comment


def _record_decision(comment: Comment, act: Act, verdict: Verdict, now: datetime) -> None:
    decision = Decision(
        comment=comment,
        act=act,
        reason=verdict.reason,
        rule=verdict.rule,
        detail=verdict.detail[:MAX_DETAIL_LENGTH],
        policy_version_id=comment.policy_version_id,
        text=comment.text,
        at=now,
    )
    insert(decision)


def _voice(context: RuleContext) -> Voice:
    user = context.submission.user
    if user and context.article.bylines.filter(contributor__user=user).exists():
        return Voice.AUTHOR
    return Voice.READER


def _policy(context: RuleContext) -> PolicyVersion | None:
    """The version of the policy that was shown beside the form."""
    site, number = context.article.site, context.submission.policy_version
    return policy_version(site, PolicyKind.COMMENT_POLICY, number)
