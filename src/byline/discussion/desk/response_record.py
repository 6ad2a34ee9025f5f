"""A response's full record, its author's other responses, and settling objections."""

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
    upheld = forms.TypedChoiceField(
        label=gettext_lazy("The objection"),
        choices=[
            ("yes", gettext_lazy("Upheld: reverse the decision")),
            ("no", gettext_lazy("Rejected: keep the decision")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the author"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Explain why in a sentence or two."),
    )


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is stored about a response."""
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
    context: dict[str, Any] = {
        "entry": entry,
        "decisions": decisions,
        "reports": Report.objects.filter(comment=comment)
        .select_related("reporter", "outcome__by")
        .order_by("pk"),
        "objections": Objection.objects.filter(comment=comment)
        .select_related("decision__by", "outcome__by")
        .order_by("pk"),
        "earlier": earlier_responses(comment),
        "settles": [
            (objection, may_settle(objection, user), objection.decision.by_id == user.pk)
            for objection in entry.objections
        ],
        "form": form,
        "policies": list(
            {decision.policy_version for decision in decisions if decision.policy_version}
        ),
        "is_closed": comment.article.respond == OpenState.CLOSED,
        "many_sites": True,
    }
    return render(request, "discussion/desk/record.html", context, status=status)


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Other responses by the author, for the queue."""
    [comment] = moderated_responses(request, [pk])
    return render(
        request,
        "discussion/desk/history.html",
        {"comment": comment, "earlier": earlier_responses(comment)},
    )


@require_POST
def settle(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    """Uphold or reject an objection."""
    user, _sites = moderator(request)
    entry = _entry(request, pk)
    current = next((open_ for open_ in entry.objections if open_.pk == objection), None)
    if current is None:
        return _settled_already(request, pk, objection)
    if not may_settle(current, user):
        raise PermissionDenied
    form = SettlingForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, user, entry, form, status=422)
    try:
        settle_objection(current, by=user, **form.cleaned_data)
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("The objection is settled and its author has been notified."))
    return redirect("byline_response", pk)


def _settled_already(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    if not Objection.objects.filter(pk=objection, comment=pk).exists():
        raise Http404
    messages.warning(request, _("Somebody else has already settled this objection."))
    return redirect("byline_response", pk)
