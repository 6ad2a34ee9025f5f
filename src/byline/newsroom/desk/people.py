"""The desk's pages on the people of a site and their roles."""

from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Site

from byline.accounts.actions import can_sign_in
from byline.accounts.models import User
from byline.newsroom.actions.people import (
    add_person,
    make_invitation,
    remove_person,
)
from byline.newsroom.actions.roles import grant_role
from byline.newsroom.choices import Role
from byline.newsroom.models import SectionPage
from byline.newsroom.permissions import owned_sites, staff_of

log = structlog.get_logger("byline.newsroom")


class RoleForm(forms.Form):
    """A person's role at a site."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect
    )
    sections = forms.ModelMultipleChoiceField(
        SectionPage.objects.none(),
        label=gettext_lazy("Sections"),
        help_text=gettext_lazy("For editors only: the sections in which they may publish."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections: Any = self.fields["sections"]
        sections.queryset = SectionPage.objects.filter(site=site).order_by("path")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("role") != Role.EDITOR:
            self.cleaned_data["sections"] = []
        return self.cleaned_data


class PersonForm(RoleForm):
    """A new person."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    field_order = ("email", "name", "role", "sections")


def first_site(request: HttpRequest) -> HttpResponse:
    site = owned_sites(request.user).first()
    if site is None:
        raise PermissionDenied
    return redirect("byline_people", site.pk)


def everybody(request: HttpRequest, site: int) -> HttpResponse:
    """The people of the site."""
    owned = _owned(request, site)
    people: dict[int, dict[str, Any]] = {}
    for staff in staff_of(owned).prefetch_related("group__user_set"):
        for user in staff.group.user_set.all():
            entry = people.setdefault(
                user.pk, {"person": user, "role": staff.get_role_display(), "sections": []}
            )
            entry["sections"] += [staff.section.title] if staff.section else []
    listed = sorted(people.values(), key=lambda row: str(row["person"]).casefold())
    return render(
        request,
        "newsroom/desk/people.html",
        {"site": owned, "sites": owned_sites(request.user), "people": listed},
    )


def add(request: HttpRequest, site: int) -> HttpResponse:
    """Add a person."""
    owned = _owned(request, site)
    form = PersonForm(request.POST or None, site=owned, initial={"role": Role.CONTRIBUTOR})
    if form.is_valid():
        try:
            person = add_person(owned, **form.cleaned_data)
        except ValidationError as error:
            _add_errors(form, error)
        else:
            return _invite(request, owned, person)
    return render(request, "newsroom/desk/person.html", {"site": owned, "form": form})


def change(request: HttpRequest, site: int, person: int) -> HttpResponse:
    """Change a person's role."""
    owned = _owned(request, site)
    user, held = _member(request, owned, person)
    sections = [staff.section_id for staff in held if staff.section_id]
    form = RoleForm(
        request.POST or None, site=owned, initial={"role": held[0].role, "sections": sections}
    )
    if form.is_valid():
        try:
            grant_role(user, owned, **form.cleaned_data)
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, _("The role of %(person)s was changed.") % {"person": user})
            return redirect("byline_people", owned.pk)
    shown = {"site": owned, "form": form, "person": user, "invites": not can_sign_in(user)}
    return render(request, "newsroom/desk/person.html", shown)


@require_POST
def remove(request: HttpRequest, site: int, person: int) -> HttpResponse:
    owned = _owned(request, site)
    user, _held = _member(request, owned, person)
    remove_person(owned, user)
    messages.success(request, _("%(person)s was removed from this site.") % {"person": user})
    return redirect("byline_people", owned.pk)


@require_POST
def invite(request: HttpRequest, site: int, person: int) -> HttpResponse:
    """Mail a new invitation link."""
    owned = _owned(request, site)
    user, _held = _member(request, owned, person)
    if can_sign_in(user):
        raise PermissionDenied
    return _invite(request, owned, user)


def _invite(request: HttpRequest, site: Site, user: User) -> HttpResponse:
    """Mail the person an invitation. Nobody else sees its link, because it opens the account."""
    if can_sign_in(user):
        mailed = _mail_existing(site, user, site.root_url + reverse("wagtailadmin_home"))
    else:
        mailed = _mail_new(site, user, site.root_url + make_invitation(user))
    address = {"address": user.email}
    if mailed:
        messages.success(request, _("An invitation was sent to %(address)s.") % address)
    else:
        messages.warning(
            request,
            _(
                "The invitation to %(address)s could not be sent. Ask whoever runs the server to"
                " check the mail settings, then press “Invite again”."
            )
            % address,
        )
    return redirect("byline_people", site.pk)


def _mail_new(site: Site, user: User, link: str) -> bool:
    words = _(
        "You have been invited to work at the desk of %(site)s. Open this link within"
        " three days to choose a password: %(link)s"
    )
    return _mail(site, user, words, link)


def _mail_existing(site: Site, user: User, link: str) -> bool:
    words = _(
        "You have been invited to work at the desk of %(site)s. Sign in with your account: %(link)s"
    )
    return _mail(site, user, words, link)


def _mail(site: Site, user: User, words: str, link: str) -> bool:
    name = site.site_name or site.hostname
    subject = _("Invitation to the desk of %(site)s") % {"site": name}
    try:
        send_mail(subject, words % {"site": name, "link": link}, None, [user.email])
    except OSError as error:  # smtplib's errors are, too, and their words name the recipient
        why = type(error).__name__
        log.error("an invitation could not be mailed", person=user.pk, why=why)  # noqa: TRY400
        return False
    return True


def _owned(request: HttpRequest, site: int) -> Site:
    """The site, if this person owns it."""
    owned = get_object_or_404(Site, pk=site)
    if not owned_sites(request.user).filter(pk=owned.pk).exists():
        raise PermissionDenied
    return owned


def _member(request: HttpRequest, site: Site, person: int) -> tuple[User, list[Any]]:
    """A person of the site and their roles there; not oneself, nor a superuser."""
    user = get_object_or_404(User, pk=person)
    held = list(staff_of(site).filter(group__user=user))
    if (
        not held
        or user == request.user
        or (user.is_superuser and not getattr(request.user, "is_superuser", False))
    ):
        raise PermissionDenied
    return user, held


def _add_errors(form: forms.Form, error: ValidationError) -> None:
    for field, words in error.message_dict.items():
        form.add_error(field if field in form.fields else None, words)
