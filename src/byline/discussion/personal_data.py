"""The data stored about a person, found by account or by the hash of an e-mail address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from byline.accounts.models import User
from byline.discussion.choices import State
from byline.discussion.models import Ban, Comment, Objection, Report


@dataclass(frozen=True)
class DataSubject:
    """A person, known by the hash of an e-mail address (`keys.mail_key`), an account, or both."""

    key: str = ""
    user: User | None = None

    def _rows_of(self, account: str) -> Q:
        rows = Q(pk=None)
        if self.user:
            rows |= Q(**{account: self.user})
        if self.key:
            rows |= Q(**{account: None}, mail_key=self.key)
        return rows

    def responses(self) -> QuerySet[Comment]:
        """The person's responses on all sites, oldest first, without erased ones."""
        near = Comment.objects.filter(self._rows_of("author")).exclude(state=State.ERASED)
        return (
            near.select_related("article__section", "article__site", "policy_version")
            .defer("article__body")
            .order_by("pk")
        )

    def reports(self) -> QuerySet[Report]:
        """The person's reports."""
        near = Report.objects.filter(self._rows_of("reporter"))
        return near.select_related(
            "comment__article__section", "comment__article__site", "outcome"
        ).order_by("pk")

    def bans(self) -> QuerySet[Ban]:
        """The bans on the person."""
        matches = Q(kind="mail", value=self.key) if self.key else Q(pk=None)
        if self.user:
            matches |= Q(kind="person", value=str(self.user.pk))
        return Ban.objects.filter(matches).order_by("pk")

    def addresses(self) -> set[str]:
        """The person's known e-mail addresses."""
        known = {self.user.email} if self.user else set()
        for rows in (self.responses(), self.reports()):
            known.update(rows.order_by().values_list("mail", flat=True))
        return known - {""}

    def is_known(self) -> bool:
        """Whether any data is stored."""
        return self.responses().exists() or self.reports().exists() or self.bans().exists()


def personal_data_of(person: DataSubject) -> dict[str, Any]:
    """All data about the person as an author of responses, to be exported as JSON.

    IP address and browser are included for responses from an account. For a guest it is only said
    that they are stored, because anybody may have typed the guest's e-mail address.
    """
    return {
        "responses": [_response(comment) for comment in person.responses()],
        "reports": [_report(report) for report in person.reports()],
        "bans": [_ban(ban) for ban in person.bans()],
    }


def _response(comment: Comment) -> dict[str, Any]:
    is_own = comment.author_id is not None
    return {
        "site": comment.article.site.root_url,
        "address": comment.article.site.root_url + comment.permalink,
        "article": comment.article.title,
        "number": comment.number,
        "posted": _moment(comment.posted_at),
        "changed": _moment(comment.edited_at),
        "state": comment.state,
        "reason": comment.reason,
        "name": comment.name,
        "website": comment.link,
        "text": comment.text,
        "email": comment.mail,
        "ip_address": comment.address if is_own else _whether(comment.address),
        "browser": comment.agent if is_own else _whether(comment.agent),
        "policy_version": comment.policy_version.number if comment.policy_version else None,
        "mail_about_replies": comment.wants_replies,
        "decisions": list(_decisions(comment)),
        "objections": [
            {
                "made": _moment(objection.made_at),
                "words": objection.words,
                "settled": _moment(objection.settled_at),
            }
            for objection in Objection.objects.filter(comment=comment).order_by("pk")
        ],
    }


def _decisions(comment: Comment) -> Iterator[dict[str, Any]]:
    """The decisions without the moderators' names and notes."""
    for decision in comment.decisions.order_by("pk"):
        by = "person" if decision.by_id else decision.rule
        yield {
            "at": _moment(decision.at),
            "act": decision.act,
            "reason": decision.reason,
            "by": by,
            "message": decision.message,
            "text": decision.text,
        }


def _report(report: Report) -> dict[str, Any]:
    comment = report.comment
    return {
        "about": comment.article.site.root_url + comment.permalink,
        "made": _moment(report.made_at),
        "kind": report.kind,
        "reason": report.reason,
        "words": report.words,
        "law": report.law,
        "name": report.name,
        "email": report.mail,
        "settled": _moment(report.settled_at),
        "outcome": report.outcome.act if report.outcome else None,
    }


def _ban(ban: Ban) -> dict[str, Any]:
    return {"since": _moment(ban.made_at), "until": _moment(ban.until), "what": ban.kind}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _whether(kept: str | None) -> str | None:
    return "kept, not shown" if kept else None
