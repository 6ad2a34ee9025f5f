"""Banning somebody from a response, or by what is known of them; and lifting it."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Site

from byline.discussion.actions.banning import (
    BAN_DURATIONS,
    BanTarget,
    ban,
    in_force,
    lift,
    parse_target,
    targets_of,
)
from byline.discussion.choices import BanKind
from byline.discussion.desk.permissions import moderated_responses, moderator
from byline.discussion.desk.queue import where_from

DURATION_CHOICES = [
    ("day", gettext_lazy("a day")),
    ("week", gettext_lazy("a week")),
    ("month", gettext_lazy("a month")),
    ("ever", gettext_lazy("for ever")),
]
MUTE_CHOICES = [
    ("no", gettext_lazy("tell them when they write")),
    ("yes", gettext_lazy("don't tell: what they write is kept, and rejected")),
]


class BanTermsForm(forms.Form):
    """For how long, and whether they are told."""

    how_long = forms.ChoiceField(
        label=gettext_lazy("For how long"),
        choices=DURATION_CHOICES,
        initial="week",
        widget=forms.RadioSelect,
    )
    silently = forms.TypedChoiceField(
        label=gettext_lazy("Are they told?"),
        choices=MUTE_CHOICES,
        initial="no",
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For your colleagues."),
    )

    def until(self) -> datetime | None:
        term = BAN_DURATIONS[self.cleaned_data["how_long"]]
        return timezone.now() + term if term else None


class BanHereForm(BanTermsForm):
    """A ban of somebody, or something, that a response shows."""

    whom = forms.ChoiceField(label=gettext_lazy("Whom, or what"), widget=forms.RadioSelect)
    field_order = ("whom", "how_long", "silently", "note")

    def __init__(self, data: Any, targets: list[BanTarget]) -> None:
        super().__init__(data, label_suffix="")
        self.targets = {f"{each.kind}-{place}": each for place, each in enumerate(targets)}
        whom: Any = self.fields["whom"]
        whom.choices = [
            (name, f"{each.kind.label}: {each.label}") for name, each in self.targets.items()
        ]


class BanForm(BanTermsForm):
    """A ban of what somebody types."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=BanKind.choices)
    said = forms.CharField(
        label=gettext_lazy("Which"),
        max_length=255,
        help_text=gettext_lazy(
            "An e-mail address for an account; a network like 203.0.113.0/24; a domain like spam.example."
        ),
    )
    field_order = ("kind", "said", "how_long", "silently", "note")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("kind") and said.get("said"):
            try:
                said["target"] = parse_target(said["kind"], said["said"])
            except ValidationError as wrong:
                self.add_error("said", wrong)
        return said


def ban_here(request: HttpRequest, pk: int) -> HttpResponse:
    """Ban somebody, or something, that a response shows, at its site."""
    user, _sites = moderator(request)
    [comment] = moderated_responses(request, [pk])
    form = BanHereForm(request.POST or None, targets_of(comment))
    if form.is_valid():
        said = form.cleaned_data
        given = ban(
            comment.site,
            form.targets[said["whom"]],
            until=form.until(),
            is_mute=said["silently"],
            note=said["note"],
            by=user,
        )
        messages.success(request, _banned(given))
        return redirect(where_from(request))
    told = {"comment": comment, "form": form, "back": request.GET.urlencode()}
    return render(request, "discussion/desk/ban.html", told, status=422 if form.is_bound else 200)


def _banned(given: Any) -> str:
    words = _("Muted: %(what)s.") if given.is_mute else _("Banned: %(what)s.")
    return words % {"what": given}


def bans(request: HttpRequest, site: int) -> HttpResponse:
    """Who is banned at a site, and a form for one more."""
    user, sites = moderator(request)
    here = _site_of(sites, site)
    form = BanForm(request.POST or None, label_suffix="")
    if form.is_valid():
        said = form.cleaned_data
        given = ban(
            here,
            said["target"],
            until=form.until(),
            is_mute=said["silently"],
            note=said["note"],
            by=user,
        )
        messages.success(request, _banned(given))
        return redirect("byline_bans", here.pk)
    found = in_force(here, timezone.now()).order_by("-made_at")
    told = {"site": here, "sites": sites, "bans": found, "form": form}
    return render(request, "discussion/desk/bans.html", told, status=422 if form.is_bound else 200)


@require_POST
def lift_ban(request: HttpRequest, site: int, ban_pk: int) -> HttpResponse:
    _user, sites = moderator(request)
    here = _site_of(sites, site)
    given = in_force(here, timezone.now()).filter(pk=ban_pk).first()
    if given is None:
        raise Http404
    lift(given)
    messages.success(request, _("Lifted: %(what)s.") % {"what": given})
    return redirect("byline_bans", here.pk)


def _site_of(sites: list[Site], pk: int) -> Site:
    here = next((site for site in sites if site.pk == pk), None)
    if here is None:
        raise Http404
    return here
