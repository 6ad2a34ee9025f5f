"""The filter of the queue, and which responses need a decision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

from byline.discussion.choices import Kind, Reason, ReportKind, State
from byline.discussion.keys import mail_key
from byline.discussion.models import Comment, Objection, Report
from byline.discussion.models.comment import CommentQuerySet
from byline.lib.row_keys import row_key
from byline.newsroom.models import SectionPage

NEEDS, REPORTED, ILLEGAL, OBJECTED, ALL = "", "reported", "illegal", "objected", "all"


def needing_decision(sites: Iterable[Site]) -> CommentQuerySet:
    """The responses that need a decision: pending, reported, or with an objection."""
    return Comment.objects.filter(pk__in=_keys_needing(sites))


def count_needing_decision(sites: Iterable[Site]) -> int:
    """How many they are."""
    return int(_keys_needing(sites).count())


def _keys_needing(sites: Iterable[Site]) -> Any:
    sites = list(sites)
    return (
        Comment.objects.waiting()
        .filter(site__in=sites)
        .values("pk")
        .union(reported(sites), objected(sites))
    )


def reported(sites: Sequence[Site]) -> Any:
    """The keys of responses with open reports."""
    return Report.objects.filter(settled_at=None, comment__site__in=sites).values("comment")


def reported_illegal(sites: Sequence[Site]) -> Any:
    """The keys of responses reported as illegal."""
    return reported(sites).filter(kind=ReportKind.ILLEGAL)


def objected(sites: Sequence[Site]) -> Any:
    return Objection.objects.filter(settled_at=None, comment__site__in=sites).values("comment")


def _states() -> list[tuple[str, Any]]:
    first = [
        (NEEDS, _("Needs a decision")),
        (REPORTED, _("Reported")),
        (ILLEGAL, _("Reported as illegal")),
        (OBJECTED, _("With an objection")),
    ]
    return [*first, *State.choices, (ALL, _("All responses"))]


class QueueFilter(forms.Form):
    """What the queue is narrowed down by."""

    q = forms.CharField(label=_("Text"), required=False, max_length=200, widget=forms.SearchInput)
    state = forms.ChoiceField(label=_("State"), choices=_states, required=False)
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label=pgettext_lazy("of a newspaper", "Site"),
        required=False,
        empty_label=_("All"),
    )
    section = forms.ModelChoiceField(
        SectionPage.objects.none(),
        label=pgettext_lazy("of a newspaper", "Section"),
        required=False,
        empty_label=_("All"),
    )
    article = forms.CharField(label=_("Article"), required=False, max_length=200)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("All")), *Reason.choices], required=False
    )
    author = forms.CharField(
        label=pgettext_lazy("of a response", "Author"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("name or e-mail")}),
    )
    kind = forms.ChoiceField(
        label=_("Type"), choices=[("", _("All")), *Kind.choices], required=False
    )

    def __init__(self, data: Any, sites: Sequence[Site]) -> None:
        super().__init__(data, label_suffix="", auto_id="sort-%s")
        self.sites = list(sites)
        site_field: Any = self.fields["site"]
        site_field.queryset = Site.objects.filter(pk__in=[site.pk for site in sites]).order_by(
            "hostname"
        )
        site_field.label_from_instance = lambda site: site.site_name or site.hostname
        sections: Any = self.fields["section"]
        sections.queryset = (
            SectionPage.objects.filter(site__in=self.sites)
            .order_by("path")
            .defer("search_description")
        )
        if len(self.sites) == 1:
            del self.fields["site"]

    @property
    def more(self) -> list[Any]:
        """The fields under "More filters"."""
        return [field for field in self if field.name not in ("q", "state")]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields if name != "state")

    def responses(self) -> CommentQuerySet:
        """The matching responses: those reported as illegal first, then the oldest.

        An invalid filter matches none.
        """
        if not self.is_valid():
            return Comment.objects.none()
        data = self.cleaned_data
        comments = self._in_state(data["state"])
        if data.get("site"):
            comments = comments.filter(site=data["site"])
        if data["section"]:
            comments = comments.filter(article__section=data["section"])
        if data["q"]:
            comments = comments.filter(text__icontains=data["q"])
        comments = comments.filter(
            **{name: data[name] for name in ("reason", "kind") if data[name]}
        )
        return comments.filter(by_article(data["article"]), by_person(data["author"])).order_by(
            *self._order(data["state"])
        )

    def _order(self, state: str) -> list[Any]:
        """Reports matter only where they are listed; elsewhere the subquery would be slow."""
        grave = Report.objects.filter(
            comment=OuterRef("pk"), settled_at=None, kind=ReportKind.ILLEGAL
        )
        return [*([Exists(grave).desc()] if state in (NEEDS, REPORTED) else []), "posted_at", "pk"]

    def _in_state(self, state: str) -> CommentQuerySet:
        everything = Comment.objects.filter(site__in=self.sites)
        if state == NEEDS:
            return needing_decision(self.sites)
        if state == REPORTED:
            return everything.filter(pk__in=reported(self.sites))
        if state == ILLEGAL:
            return everything.filter(pk__in=reported_illegal(self.sites))
        if state == OBJECTED:
            return everything.filter(pk__in=objected(self.sites))
        return everything if state == ALL else everything.filter(state=state)


def by_article(words: str) -> Q:
    """By words of the headline, or the page's primary key."""
    if (key := row_key(words)) is not None:
        return Q(article=key)
    return Q(article__title__icontains=words) if words else Q()


def by_person(words: str) -> Q:
    """By name, e-mail address (even if it was deleted) or account."""
    if not words:
        return Q()
    if "@" in words:
        return Q(mail_key=mail_key(words)) | Q(author__email__iexact=words)
    return Q(name__icontains=words) | Q(author__first_name__icontains=words)
