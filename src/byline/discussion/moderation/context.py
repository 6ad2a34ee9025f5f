"""The input and the output of rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from byline.discussion.choices import Kind, Reason, State, WhoMayRespond
from byline.discussion.history import History, Sender, history_of
from byline.discussion.keys import address_key, mail_key, text_key
from byline.discussion.models import Ban, Comment, CommentRules, ListedWord, SectionRules
from byline.discussion.openness import Openness
from byline.discussion.sanitizing import SanitizedResponse
from byline.discussion.submission import Submission
from byline.lib.compiled_queries import CompiledQuery, Param
from byline.newsroom.models import Article

SECTION_RULES = CompiledQuery(lambda: SectionRules.objects.filter(section=Param("section")))


@dataclass(frozen=True)
class Verdict:
    """What a rule decided.

    `state` is what becomes of the response: PUBLISHED, PENDING or REJECTED; None: it is refused and
    not stored. `detail` is shown to moderators beside the reason. `earlier` is the response with
    the same text, if there is one. `matched` is the ban or listed word that decided: the verb that
    carries out the verdict counts its hit.
    """

    state: State | None
    reason: Reason
    detail: str = ""
    earlier: Comment | None = None
    rule: str = ""
    matched: Ban | ListedWord | None = None


@dataclass(frozen=True)
class RuleContext:
    """One submission to one article at one moment. `editing` is the response that it changes."""

    article: Article
    openness: Openness
    rules: CommentRules
    submission: Submission
    sanitized: SanitizedResponse
    now: datetime
    editing: Comment | None = None

    @cached_property
    def mail_key(self) -> str:
        return mail_key(self.submission.mail)

    @cached_property
    def address_key(self) -> str:
        return address_key(self.submission.address)

    @cached_property
    def text_key(self) -> str:
        return text_key(self.sanitized.text)

    @cached_property
    def needs_confirmation(self) -> bool:
        """Whether the owner of the e-mail address must confirm it before anybody sees it."""
        return must_confirm(self.submission, self.rules)

    @cached_property
    def sender(self) -> Sender:
        user, editing = self.submission.user, self.editing
        is_confirmed = (
            self.needs_confirmation
            if editing is None
            else editing.is_mail_confirmed or editing.state == State.UNCONFIRMED
        )
        mail_key = self.mail_key if is_confirmed and not user else ""
        return Sender(user.pk if user else None, mail_key, self.address_key)

    @cached_property
    def history(self) -> History:
        """What the sender has done on this site."""
        window = timedelta(minutes=self.rules.flood_minutes)
        return history_of(self.article.site_id, self.sender, self.now, window)

    @cached_property
    def premoderation(self) -> str:
        """Whose responses wait for a moderator: the section's setting, else the site's."""
        own = SECTION_RULES.first(section=self.article.section_id)
        return own.premoderation if own else self.rules.premoderation


Rule = Callable[[RuleContext], Verdict | None]


def must_confirm(submission: Submission, rules: CommentRules) -> bool:
    """Whether the owner of the e-mail address must confirm it before anybody sees the response."""
    is_guest = submission.user is None and submission.kind == Kind.RESPONSE
    return is_guest and rules.who_may_respond == WhoMayRespond.CONFIRMED


def refuse(reason: Reason, detail: str = "") -> Verdict:
    return Verdict(None, reason, detail)


def reject(reason: Reason, detail: str = "") -> Verdict:
    return Verdict(State.REJECTED, reason, detail)


def hold(reason: Reason, detail: str = "") -> Verdict:
    return Verdict(State.PENDING, reason, detail)
