"""The pages on which moderators add and lift bans."""

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
from byline.discussion.desk.queue import return_url

DURATION_CHOICES = [
    ("day", gettext_lazy("a day")),
    ("week", gettext_lazy("a week")),
    ("month", gettext_lazy("a month")),
    ("ever", gettext_lazy("forever")),
]
MUTE_CHOICES = [
    ("no", gettext_lazy("tell them when they try to respond")),
    ("yes", gettext_lazy("don't tell them: their responses are stored and rejected")),
]


class BanTermsForm(forms.Form):
    """How long a ban lasts, and whether the person is notified."""

    how_long = forms.ChoiceField(
        label=gettext_lazy("Duration"),
        choices=DURATION_CHOICES,
        initial="week",
        widget=forms.RadioSelect,
    )
    silently = forms.TypedChoiceField(
        label=gettext_lazy("Tell them?"),
        choices=MUTE_CHOICES,
        initial="no",
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only moderators see this."),
    )

    def until(self) -> datetime | None:
        term = BAN_DURATIONS[self.cleaned_data["how_long"]]
        return timezone.now() + term if term else None


class BanHereForm(BanTermsForm):
    """A ban of the author or of a link of a response."""

    whom = forms.ChoiceField(label=gettext_lazy("Who or what is banned"), widget=forms.RadioSelect)
    field_order = ("whom", "how_long", "silently", "note")

    def __init__(self, data: Any, targets: list[BanTarget]) -> None:
        super().__init__(data, label_suffix="")
        self.targets = {f"{target.kind}-{number}": target for number, target in enumerate(targets)}
        whom: Any = self.fields["whom"]
        whom.choices = [
            (name, f"{target.kind.label}: {target.label}") for name, target in self.targets.items()
        ]


class BanForm(BanTermsForm):
    """A ban of something that the moderator types."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=BanKind.choices)
    value = forms.CharField(
        label=gettext_lazy("Which"),
        max_length=255,
        help_text=gettext_lazy(
            "An e-mail address for an account; a network like 203.0.113.0/24; a domain like "
            "spam.example."
        ),
    )
    field_order = ("kind", "value", "how_long", "silently", "note")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("kind") and data.get("value"):
            try:
                data["target"] = parse_target(data["kind"], data["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return data


def ban_here(request: HttpRequest, pk: int) -> HttpResponse:
    """Ban the author or a link of a response, on its site."""
    user, _sites = moderator(request)
    [comment] = moderated_responses(request, [pk])
    form = BanHereForm(request.POST or None, targets_of(comment))
    if form.is_valid():
        data = form.cleaned_data
        new_ban = ban(
            comment.site,
            form.targets[data["whom"]],
            until=form.until(),
            is_mute=data["silently"],
            note=data["note"],
            by=user,
        )
        messages.success(request, _message_about(new_ban))
        return redirect(return_url(request))
    context = {"comment": comment, "form": form, "back": request.GET.urlencode()}
    return render(
        request, "discussion/desk/ban.html", context, status=422 if form.is_bound else 200
    )


def _message_about(ban: Any) -> str:
    message = _("Muted: %(what)s.") if ban.is_mute else _("Banned: %(what)s.")
    return message % {"what": ban}


def bans(request: HttpRequest, site_pk: int) -> HttpResponse:
    """A site's bans in force, and a form for a new one."""
    user, sites = moderator(request)
    site = _site_of(sites, site_pk)
    form = BanForm(request.POST or None, label_suffix="")
    if form.is_valid():
        data = form.cleaned_data
        new_ban = ban(
            site,
            data["target"],
            until=form.until(),
            is_mute=data["silently"],
            note=data["note"],
            by=user,
        )
        messages.success(request, _message_about(new_ban))
        return redirect("byline_bans", site.pk)
    in_force_now = in_force(site, timezone.now()).order_by("-made_at")
    context = {"site": site, "sites": sites, "bans": in_force_now, "form": form}
    return render(
        request, "discussion/desk/bans.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def lift_ban(request: HttpRequest, site_pk: int, ban_pk: int) -> HttpResponse:
    _user, sites = moderator(request)
    site = _site_of(sites, site_pk)
    ban_in_force = in_force(site, timezone.now()).filter(pk=ban_pk).first()
    if ban_in_force is None:
        raise Http404
    lift(ban_in_force)
    messages.success(request, _("Lifted: %(what)s.") % {"what": ban_in_force})
    return redirect("byline_bans", site.pk)


def _site_of(sites: list[Site], pk: int) -> Site:
    site = next((site for site in sites if site.pk == pk), None)
    if site is None:
        raise Http404
    return site
