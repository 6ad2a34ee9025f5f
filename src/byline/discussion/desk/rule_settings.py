"""The rules of a site, in their order, and all by which they are tuned."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
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
from byline.discussion.learning import filter_report
from byline.discussion.models import CommentRules, ListedWord, SectionRules
from byline.discussion.moderators import may_edit_rules
from byline.discussion.reply_texts import reply_texts
from byline.newsroom.models import SectionPage

FIELD_GROUPS = [
    (
        gettext_lazy("Who, and in what order"),
        ("who_may_respond", "order", "max_length", "edit_minutes"),
    ),
    (gettext_lazy("Read before publication"), ("premoderation", "known_after")),
    (
        gettext_lazy("Until when"),
        ("close_after_days", "hold_after_days", "is_frozen", "frozen_message"),
    ),
    (
        gettext_lazy("What is held"),
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
        gettext_lazy("Others who are asked"),
        ("akismet_key", "external_filter_url", "external_filter_secret"),
    ),
    (gettext_lazy("What is kept"), ("forget_days",)),
]
GROUPED_FIELDS = tuple(name for _title, names in FIELD_GROUPS for name in names)
OTHER_FIELDS = tuple(
    field.name
    for field in CommentRules._meta.fields
    if field.name not in (*GROUPED_FIELDS, "id", "site")
)


class WebAddress(forms.URLField):
    """A web address; https where nothing is said."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


CommentRulesForm = forms.modelform_factory(
    CommentRules,
    fields=(*GROUPED_FIELDS, *OTHER_FIELDS),
    field_classes={"external_filter_url": WebAddress},
    widgets={
        "external_filter_secret": forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "off"}
        )
    },
)


def grouped(form: Any) -> list[tuple[str, list[Any]]]:
    """The form's fields under their headings."""
    listed = [*FIELD_GROUPS, (gettext_lazy("More"), OTHER_FIELDS)] if OTHER_FIELDS else FIELD_GROUPS
    return [(str(title), [form[name] for name in names]) for title, names in listed]


class WordForm(forms.Form):
    """A word to look out for."""

    words = forms.CharField(label=gettext_lazy("Word"), max_length=120)
    action = forms.ChoiceField(label=gettext_lazy("What to do"), choices=WordAction.choices)


class SectionsForm(forms.Form):
    """How each section's responses are read before publication."""

    def __init__(self, data: Any, site: Site) -> None:
        super().__init__(data, label_suffix="")
        self.sections = {
            f"section_{each.pk}": each
            for each in SectionPage.objects.filter(site=site).order_by("path")
        }
        own = dict(
            SectionRules.objects.filter(section__site=site).values_list("section", "premoderation")
        )
        choices = [("", gettext_lazy("As the site")), *Premoderation.choices]
        for name, section in self.sections.items():
            said = own.get(section.pk, "")
            self.fields[name] = forms.ChoiceField(
                label=section.title, choices=choices, required=False, initial=said
            )


class RepliesForm(forms.Form):
    """What authors are told, by reason."""

    def __init__(self, data: Any, site: Site) -> None:
        super().__init__(data, label_suffix="")
        told = reply_texts([site.pk])[site.pk]
        for reason in MODERATOR_REASONS:
            if reason != Reason.OTHER:  # that one is given in words each time
                area = forms.Textarea(attrs={"rows": 2})
                self.fields[reason.value] = forms.CharField(
                    label=reason.label,
                    max_length=2000,
                    required=False,
                    widget=area,
                    initial=told[reason.value],
                )


def first_site(request: HttpRequest) -> HttpResponse:
    user, sites = moderator(request)
    site = next((site for site in sites if may_edit_rules(user, site.pk)), None)
    if site is None:
        raise PermissionDenied
    return redirect("byline_rules", site.pk)


def rules(request: HttpRequest, site: int) -> HttpResponse:
    """How a site wants its responses, and what its rules caught."""
    _user, here = rules_editor(request, site)
    form: Any = CommentRulesForm(
        request.POST or None, instance=CommentRules.for_site(here), label_suffix=""
    )
    if form.is_valid():
        save_rules(form.instance)
        messages.success(request, _("The rules hold from now on."))
        return redirect("byline_rules", here.pk)
    return _show(request, here, form)


def _show(request: HttpRequest, site: Site, form: Any) -> HttpResponse:
    told = {
        "site": site,
        "sites": [each for each in moderator(request)[1] if may_edit_rules(request.user, each.pk)],
        "form": form,
        "groups": grouped(form),
        "catches": rule_statistics(site, timezone.now()),
        "learned": filter_report(site),
        "words": ListedWord.objects.filter(site=site).order_by("words"),
        "word_form": WordForm(label_suffix=""),
        "sections_form": SectionsForm(None, site),
        "replies_form": RepliesForm(None, site),
    }
    return render(request, "discussion/desk/rules.html", told, status=422 if form.is_bound else 200)


@require_POST
def add_word(request: HttpRequest, site: int) -> HttpResponse:
    _user, here = rules_editor(request, site)
    form = WordForm(request.POST)
    try:
        listed = list_word(here, form.data.get("words", ""), form.data.get("action", ""))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(
            request,
            _("Listed: %(word)s (%(action)s).")
            % {"word": listed, "action": listed.get_action_display()},
        )
    return _back(here, "words")


@require_POST
def drop_word(request: HttpRequest, site: int, word: int) -> HttpResponse:
    _user, here = rules_editor(request, site)
    unlist_word(get_object_or_404(ListedWord, pk=word, site=here))
    return _back(here, "words")


@require_POST
def sections(request: HttpRequest, site: int) -> HttpResponse:
    _user, here = rules_editor(request, site)
    form = SectionsForm(request.POST, here)
    if not form.is_valid():
        raise Http404
    for name, section in form.sections.items():
        set_premoderation(section, form.cleaned_data[name])
    messages.success(request, _("The sections' rules hold from now on."))
    return _back(here, "sections")


@require_POST
def replies(request: HttpRequest, site: int) -> HttpResponse:
    _user, here = rules_editor(request, site)
    form = RepliesForm(request.POST, here)
    if form.is_valid():
        for reason in form.changed_data:
            save_reply(here, reason, form.cleaned_data[reason])
        messages.success(request, _("Authors are told this from now on."))
    else:
        messages.error(request, _("A reply has 2000 characters at most."))
    return _back(here, "replies")


def _back(site: Site, place: str) -> HttpResponse:
    answer = redirect("byline_rules", site.pk)
    answer["Location"] += f"#{place}"
    return answer
