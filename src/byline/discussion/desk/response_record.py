"""A response's whole record, what its author wrote besides, and an objection's settling."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from byline.accounts.models import User
from byline.discussion.actions.deciding import StateConflict
from byline.discussion.actions.objecting import may_settle, settle_objection
from byline.discussion.desk.permissions import moderated_responses, moderator
from byline.discussion.desk.queue_entries import QueueEntry, earlier_responses, queue_entries
from byline.discussion.models import Comment, Objection, Report
from byline.newsroom.choices import OpenState


class SettlingForm(forms.Form):
    """What becomes of an objection."""

    upheld = forms.TypedChoiceField(
        label=gettext_lazy("The objection"),
        choices=[
            ("yes", gettext_lazy("is right: the decision is turned over")),
            ("no", gettext_lazy("is not: the decision stands")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=gettext_lazy("What its author is told"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Say why, in a sentence or two."),
    )


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is kept about a response."""
    user, _sites = moderator(request)
    return _show(request, user, _entry(request, pk), SettlingForm(label_suffix=""))


def _entry(request: HttpRequest, pk: int) -> QueueEntry:
    [comment] = moderated_responses(request, [pk])
    return queue_entries(Comment.objects.filter(pk=comment.pk))[0]


def _show(
    request: HttpRequest, user: User, entry: QueueEntry, form: forms.Form, status: int = 200
) -> HttpResponse:
    comment = entry.comment
    decisions = comment.decisions.select_related("by", "policy_version").order_by("pk")
    told: dict[str, Any] = {
        "entry": entry,
        "decisions": decisions,
        "reports": Report.objects.filter(comment=comment)
        .select_related("reporter", "outcome__by")
        .order_by("pk"),
        "objections": Objection.objects.filter(comment=comment)
        .select_related("decision__by", "outcome__by")
        .order_by("pk"),
        "before": earlier_responses(comment),
        "settles": [
            (each, may_settle(each, user), each.decision.by_id == user.pk)
            for each in entry.objections
        ],
        "form": form,
        "policies": list(
            {decision.policy_version for decision in decisions if decision.policy_version}
        ),
        "is_closed": comment.article.respond == OpenState.CLOSED,
        "many_sites": True,
    }
    return render(request, "discussion/desk/record.html", told, status=status)


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the same author wrote besides this, for the queue's side."""
    [comment] = moderated_responses(request, [pk])
    return render(
        request,
        "discussion/desk/history.html",
        {"comment": comment, "before": earlier_responses(comment)},
    )


@require_POST
def settle(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    """Decide once more about what its author objected to."""
    user, _sites = moderator(request)
    entry = _entry(request, pk)
    found = next((each for each in entry.objections if each.pk == objection), None)
    if found is None:
        return _settled_already(request, pk, objection)
    if not may_settle(found, user):
        raise PermissionDenied
    form = SettlingForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, user, entry, form, status=422)
    try:
        settle_objection(found, by=user, **form.cleaned_data)
    except StateConflict as not_now:
        messages.warning(request, str(not_now))
    else:
        messages.success(request, _("The objection is settled, and its author is told."))
    return redirect("byline_response", pk)


def _settled_already(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    if not Objection.objects.filter(pk=objection, comment=pk).exists():
        raise Http404
    messages.warning(request, _("Somebody was quicker: this objection is settled."))
    return redirect("byline_response", pk)
