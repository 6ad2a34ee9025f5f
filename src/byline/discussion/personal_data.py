"""What is held about a person: found by account, or by the keyed hash of an e-mail address."""

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
    """Somebody who asks. `key` is that of an e-mail address (keys.mail_key), `user` an account; one of them may be missing."""

    key: str = ""
    user: User | None = None

    def _theirs(self, account: str) -> Q:
        found = Q(pk=None)
        if self.user:
            found |= Q(**{account: self.user})
        if self.key:
            found |= Q(**{account: None}, mail_key=self.key)
        return found

    def responses(self) -> QuerySet[Comment]:
        """What the person wrote, the oldest first, on every site of the house; what was erased is not known any more."""
        near = Comment.objects.filter(self._theirs("author")).exclude(state=State.ERASED)
        return (
            near.select_related("article__section", "article__site", "policy_version")
            .defer("article__body")
            .order_by("pk")
        )

    def reports(self) -> QuerySet[Report]:
        """What the person reported."""
        near = Report.objects.filter(self._theirs("reporter"))
        return near.select_related(
            "comment__article__section", "comment__article__site", "outcome"
        ).order_by("pk")

    def bans(self) -> QuerySet[Ban]:
        """What keeps the person from being heard."""
        wanted = Q(kind="mail", value=self.key) if self.key else Q(pk=None)
        if self.user:
            wanted |= Q(kind="person", value=str(self.user.pk))
        return Ban.objects.filter(wanted).order_by("pk")

    def addresses(self) -> set[str]:
        """The e-mail addresses that are known of the person."""
        known = {self.user.email} if self.user else set()
        for rows in (self.responses(), self.reports()):
            known.update(rows.order_by().values_list("mail", flat=True))
        return known - {""}

    def is_known(self) -> bool:
        """Whether anything is held."""
        return self.responses().exists() or self.reports().exists() or self.bans().exists()


def personal_data_of(person: DataSubject) -> dict[str, Any]:
    """All of it, as it is handed out (JSON).

    An internet address and a browser's name are handed out with what was written from an account; anybody may have typed a
    guest's e-mail address, so there it is only said that they are kept.
    """
    return {
        "responses": [_response(comment) for comment in person.responses()],
        "reports": [_report(report) for report in person.reports()],
        "bans": [_ban(ban) for ban in person.bans()],
    }


def _response(comment: Comment) -> dict[str, Any]:
    mine = comment.author_id is not None
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
        "ip_address": comment.address if mine else _whether(comment.address),
        "browser": comment.agent if mine else _whether(comment.agent),
        "policy_version": comment.policy_version.number if comment.policy_version else None,
        "mail_about_replies": comment.wants_replies,
        "decisions": list(_decisions(comment)),
        "objections": [
            {
                "made": _moment(each.made_at),
                "words": each.words,
                "settled": _moment(each.settled_at),
            }
            for each in Objection.objects.filter(comment=comment).order_by("pk")
        ],
    }


def _decisions(comment: Comment) -> Iterator[dict[str, Any]]:
    """Without who of the staff decided, and what only the desk is told."""
    for each in comment.decisions.order_by("pk"):
        by = "person" if each.by_id else each.rule
        yield {
            "at": _moment(each.at),
            "act": each.act,
            "reason": each.reason,
            "by": by,
            "message": each.message,
            "text": each.text,
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
