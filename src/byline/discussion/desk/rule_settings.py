"""The page of a site's rules: what each rule did, and the settings behind it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Site

from byline.discussion.actions.rules import (
    list_word,
    save_reply,
    save_rules,
    set_premoderation,
    unlist_word,
)
from byline.discussion.choices import MODERATOR_REASONS, Premoderation, Reason, WordAction
from byline.discussion.desk.permissions import moderator, rules_editor
from byline.discussion.desk.rule_statistics import rule_statistics
from byline.discussion.integrations.registry import INTEGRATIONS
from byline.discussion.learning import filter_report
from byline.discussion.models import CommentRules, ListedWord, SectionRules
from byline.discussion.moderators import may_edit_rules
from byline.discussion.reply_texts import reply_texts
from byline.newsroom.models import SectionPage

FIELD_GROUPS = [
    (
        gettext_lazy("Who may respond"),
        ("who_may_respond", "order", "max_length", "edit_minutes"),
    ),
    (gettext_lazy("Moderation before publication"), ("premoderation", "known_after")),
    (
        gettext_lazy("Closing"),
        ("close_after_days", "hold_after_days", "is_frozen", "frozen_message"),
    ),
    (
        gettext_lazy("Limits"),
        (
            "max_links",
            "flood_number",
            "flood_minutes",
            "min_seconds",
            "max_recent_rejections",
            "hold_after_reports",
            "requires_proof",
            "uses_learned_filter",
        ),
    ),
    (
        gettext_lazy("External services"),
        tuple(name for service in INTEGRATIONS for name in service.setting_names),
    ),
    (gettext_lazy("Data retention"), ("forget_days",)),
]
GROUPED_FIELDS = tuple(name for _title, names in FIELD_GROUPS for name in names)
OTHER_FIELDS = tuple(
    field.name
    for field in CommentRules._meta.fields
    if field.name not in (*GROUPED_FIELDS, "id", "site")
)


class HttpsURLField(forms.URLField):
    """A web address; https is assumed if no scheme is given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


CommentRulesForm = forms.modelform_factory(
    CommentRules,
    fields=(*GROUPED_FIELDS, *OTHER_FIELDS),
    field_classes={
        field.name: HttpsURLField
        for field in CommentRules._meta.fields
        if isinstance(field, models.URLField)
    },
    widgets={
        name: forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"})
        for service in INTEGRATIONS
        for name in service.secrets
    },
)


def grouped(form: Any) -> list[tuple[str, list[Any]]]:
    """The form's fields under their headings."""
    listed = [*FIELD_GROUPS, (gettext_lazy("More"), OTHER_FIELDS)] if OTHER_FIELDS else FIELD_GROUPS
    return [(str(title), [form[name] for name in names]) for title, names in listed]


class WordForm(forms.Form):
    """Adds a word to the list."""

    words = forms.CharField(label=gettext_lazy("Word"), max_length=120)
    action = forms.ChoiceField(label=gettext_lazy("What to do"), choices=WordAction.choices)


class SectionsForm(forms.Form):
    """Which responses wait for a moderator, by section."""

    def __init__(self, data: Any, site: Site) -> None:
        super().__init__(data, label_suffix="")
        self.sections = {
            f"section_{section.pk}": section
            for section in SectionPage.objects.filter(site=site).order_by("path")
        }
        own = dict(
            SectionRules.objects.filter(section__site=site).values_list("section", "premoderation")
        )
        choices = [("", gettext_lazy("Same as the site")), *Premoderation.choices]
        for name, section in self.sections.items():
            self.fields[name] = forms.ChoiceField(
                label=section.title,
                choices=choices,
                required=False,
                initial=own.get(section.pk, ""),
            )


class RepliesForm(forms.Form):
    """The texts that authors get, by reason."""

    def __init__(self, data: Any, site: Site) -> None:
        super().__init__(data, label_suffix="")
        texts = reply_texts([site.pk])[site.pk]
        for reason in MODERATOR_REASONS:
            if reason != Reason.OTHER:  # moderators write that one each time
                area = forms.Textarea(attrs={"rows": 2})
                self.fields[reason.value] = forms.CharField(
                    label=reason.label,
                    max_length=2000,
                    required=False,
                    widget=area,
                    initial=texts[reason.value],
                )


def first_site(request: HttpRequest) -> HttpResponse:
    user, sites = moderator(request)
    site = next((site for site in sites if may_edit_rules(user, site.pk)), None)
    if site is None:
        raise PermissionDenied
    return redirect("byline_rules", site.pk)


def rules(request: HttpRequest, site_pk: int) -> HttpResponse:
    """The settings of a site's rules, and what the rules did."""
    _user, site = rules_editor(request, site_pk)
    form: Any = CommentRulesForm(
        request.POST or None, instance=CommentRules.for_site(site), label_suffix=""
    )
    if form.is_valid():
        save_rules(form.instance)
        messages.success(request, _("Rules saved."))
        return redirect("byline_rules", site.pk)
    return _show(request, site, form)


def _show(request: HttpRequest, site: Site, form: Any) -> HttpResponse:
    context = {
        "site": site,
        "sites": [
            other for other in moderator(request)[1] if may_edit_rules(request.user, other.pk)
        ],
        "form": form,
        "groups": grouped(form),
        "rules": rule_statistics(site, timezone.now()),
        "filter_report": filter_report(site),
        "words": ListedWord.objects.filter(site=site).order_by("words"),
        "word_form": WordForm(label_suffix=""),
        "sections_form": SectionsForm(None, site),
        "replies_form": RepliesForm(None, site),
    }
    return render(
        request, "discussion/desk/rules.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def add_word(request: HttpRequest, site_pk: int) -> HttpResponse:
    _user, site = rules_editor(request, site_pk)
    form = WordForm(request.POST)
    try:
        listed = list_word(site, form.data.get("words", ""), form.data.get("action", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("Added: %(word)s (%(action)s).")
            % {"word": listed, "action": listed.get_action_display()},
        )
    return _redirect(site, "words")


@require_POST
def remove_word(request: HttpRequest, site_pk: int, word: int) -> HttpResponse:
    _user, site = rules_editor(request, site_pk)
    unlist_word(get_object_or_404(ListedWord, pk=word, site=site))
    return _redirect(site, "words")


@require_POST
def sections(request: HttpRequest, site_pk: int) -> HttpResponse:
    _user, site = rules_editor(request, site_pk)
    form = SectionsForm(request.POST, site)
    if not form.is_valid():
        raise Http404
    for name, section in form.sections.items():
        set_premoderation(section, form.cleaned_data[name])
    messages.success(request, _("Section rules saved."))
    return _redirect(site, "sections")


@require_POST
def replies(request: HttpRequest, site_pk: int) -> HttpResponse:
    _user, site = rules_editor(request, site_pk)
    form = RepliesForm(request.POST, site)
    if form.is_valid():
        for reason in form.changed_data:
            save_reply(site, reason, form.cleaned_data[reason])
        messages.success(request, _("Texts saved."))
    else:
        messages.error(request, _("A text has at most 2000 characters."))
    return _redirect(site, "replies")


def _redirect(site: Site, fragment: str) -> HttpResponse:
    response = redirect("byline_rules", site.pk)
    response["Location"] += f"#{fragment}"
    return response
