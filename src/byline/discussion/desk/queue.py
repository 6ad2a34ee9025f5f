"""The queue: one for all sites that a person moderates."""

from typing import Any
from urllib.parse import parse_qs, urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Site

from byline.accounts.models import User
from byline.discussion.choices import MODERATOR_REASONS
from byline.discussion.desk.commands import CommandResult, parse_command, run_command, undo_all
from byline.discussion.desk.permissions import moderated_responses, moderator
from byline.discussion.desk.queue_entries import queue_entries
from byline.discussion.desk.queue_filter import QueueFilter, count_needing_decision
from byline.discussion.models import Comment
from byline.discussion.moderators import may_edit_rules
from byline.lib.row_keys import row_key

RESPONSES_PER_SCREEN = 50
UNDO_SESSION_KEY = "responses_undo"  # in the session: the decisions that "Undo" would take back
ENTRY_TEMPLATE = "discussion/desk/entry.html"


def queue(request: HttpRequest) -> HttpResponse:
    """The responses that need a decision, or that match the filter; oldest first."""
    user, sites = moderator(request)
    queue_filter = QueueFilter(request.GET, sites)
    responses = queue_filter.responses()
    page = Paginator(responses, RESPONSES_PER_SCREEN).get_page(request.GET.get("p"))
    page_keys: Any = page.object_list  # first, so that the joins of the entries are not sorted
    context = {
        "queue_filter": queue_filter,
        "page": page,
        "entries": queue_entries(
            Comment.objects.filter(pk__in=page_keys.values("pk")).order_by(
                *responses.query.order_by
            )
        ),
        "many_sites": len(sites) > 1,
        "waiting": count_needing_decision(sites),
        "undo": request.session.get(UNDO_SESSION_KEY),
        "reasons": MODERATOR_REASONS,
        "back": request.GET.urlencode(),
        "others": _without_page(request.GET),
        "site_with_rules": _site_with_rules(user, sites),
        "keys": keyboard_shortcuts(),
    }
    return render(request, "discussion/desk/queue.html", context)


def _site_with_rules(user: User, sites: list[Site]) -> Site | None:
    """The first site whose rules this person may edit."""
    return next((site for site in sites if may_edit_rules(user, site.pk)), None)


def _without_page(query: QueryDict) -> str:
    rest = query.copy()
    rest.pop("p", None)
    return rest.urlencode()


def keyboard_shortcuts() -> list[tuple[str, str]]:
    """The keys and what they do, for the help."""
    return [
        ("j", _("the next response")),
        ("k", _("the previous response")),
        ("a", _("approve it, or keep it published")),
        ("r", _("reject it; then 1–8 choose the reason, Escape cancels")),
        ("x", _("select it")),
        ("o", _("open the article in a new tab")),
        ("h", _("the author's earlier responses")),
        ("u", _("undo your last action")),
        ("?", _("this help")),
    ]


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Run a command on one or several responses; all must be the person's to moderate."""
    user, _sites = moderator(request)
    command = parse_command(request.POST)
    comments = moderated_responses(request, command.pks)
    result = run_command(command, comments, user)
    if result.decisions:
        request.session[UNDO_SESSION_KEY] = [decision.pk for decision in result.decisions]
    return _respond(request, result, [comment.pk for comment in comments])


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo this person's last command."""
    user, _sites = moderator(request)
    result = undo_all(request.session.pop(UNDO_SESSION_KEY, []), user)
    return _respond(request, result, [decision.comment_id for decision in result.decisions])


def _respond(request: HttpRequest, result: CommandResult, pks: list[int]) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(_updated_entries(request, result, pks))
    for message in result.messages:
        messages.success(request, message)
    for message in result.failures:
        messages.warning(request, message)
    return redirect(return_url(request))


def return_url(request: HttpRequest) -> str:
    """The page that a form was on: a response's record, or the filtered queue."""
    record = row_key(request.POST.get("record", ""))
    if record is not None:
        return reverse("byline_response", args=[record])
    query = urlencode(parse_qs(request.POST.get("back", "")), doseq=True)
    return reverse("byline_responses") + (f"?{query}" if query else "")


def _updated_entries(request: HttpRequest, result: CommandResult, pks: list[int]) -> dict[str, Any]:
    """For the script: each entry as it is now, or null if the queue no longer shows it."""
    _user, sites = moderator(request)
    queue_filter = QueueFilter(QueryDict(request.POST.get("back", "")), sites)
    still_shown = set(queue_filter.responses().filter(pk__in=pks).values_list("pk", flat=True))
    entries = {
        entry.comment.pk: entry
        for entry in queue_entries(Comment.objects.filter(pk__in=still_shown))
    }
    shown = {"many_sites": len(sites) > 1, "request": request}
    return {
        "messages": result.messages,
        "failures": result.failures,
        "entries": {
            str(pk): render_to_string(ENTRY_TEMPLATE, shown | {"entry": entries[pk]})
            if pk in entries
            else None
            for pk in pks
        },
        "waiting": count_needing_decision(sites),
        "undo": bool(request.session.get(UNDO_SESSION_KEY)),
    }
