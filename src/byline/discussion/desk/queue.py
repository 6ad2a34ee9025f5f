"""The queue: one for all the sites that a person moderates."""

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

RESPONSES_PER_SCREEN = 50
UNDO_SESSION_KEY = "responses_undo"  # in the session: the decisions that "Undo" would take back
ENTRY_TEMPLATE = "discussion/desk/entry.html"


def queue(request: HttpRequest) -> HttpResponse:
    """What needs a decision, or what one looks for, the oldest first."""
    user, sites = moderator(request)
    sorting = QueueFilter(request.GET, sites)
    found = sorting.found()
    page = Paginator(found, RESPONSES_PER_SCREEN).get_page(request.GET.get("p"))
    keys_here: Any = (
        page.object_list
    )  # looked up first: what stands beside a response is not sorted with it
    told = {
        "sorting": sorting,
        "page": page,
        "entries": queue_entries(
            Comment.objects.filter(pk__in=keys_here.values("pk")).order_by(*found.query.order_by)
        ),
        "many_sites": len(sites) > 1,
        "waits": count_needing_decision(sites),
        "undo": request.session.get(UNDO_SESSION_KEY),
        "reasons": MODERATOR_REASONS,
        "back": request.GET.urlencode(),
        "others": _without_page(request.GET),
        "tuned": _tuned(user, sites),
        "keys": keys(),
    }
    return render(request, "discussion/desk/queue.html", told)


def _tuned(user: User, sites: list[Site]) -> Site | None:
    """The site whose rules one may go on to."""
    return next((site for site in sites if may_edit_rules(user, site.pk)), None)


def _without_page(query: QueryDict) -> str:
    rest = query.copy()
    rest.pop("p", None)
    return rest.urlencode()


def keys() -> list[tuple[str, str]]:
    """What the keys do, for the help."""
    return [
        ("j", _("the next response")),
        ("k", _("the one before")),
        ("a", _("approve it, or let it stand")),
        ("r", _("reject it; then 1–9 choose the reason, Escape leaves it")),
        ("x", _("select it")),
        ("o", _("open the article in a new tab")),
        ("h", _("what its author did before")),
        ("u", _("undo what you did last")),
        ("?", _("this help")),
    ]


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Do what was pressed, to one or several; if one of them is not this person's to decide, nothing is done."""
    user, _sites = moderator(request)
    press = parse_command(request.POST)
    comments = moderated_responses(request, press.pks)
    done = run_command(press, comments, user)
    if done.decisions:
        request.session[UNDO_SESSION_KEY] = [decision.pk for decision in done.decisions]
    return _answer(request, done, [comment.pk for comment in comments])


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what this person did last."""
    user, _sites = moderator(request)
    done = undo_all(request.session.pop(UNDO_SESSION_KEY, []), user)
    return _answer(request, done, [decision.comment_id for decision in done.decisions])


def _answer(request: HttpRequest, done: CommandResult, pks: list[int]) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(_in_place(request, done, pks))
    for words in done.said:
        messages.success(request, words)
    for words in done.not_done:
        messages.warning(request, words)
    return redirect(where_from(request))


def where_from(request: HttpRequest) -> str:
    """The page of the desk that a form was on: a response's record, or the queue as it was narrowed down."""
    record = request.POST.get("record", "")
    if record.isdecimal():
        return reverse("byline_response", args=[int(record[:18])])
    query = urlencode(parse_qs(request.POST.get("back", "")), doseq=True)
    return reverse("byline_responses") + (f"?{query}" if query else "")


def _in_place(request: HttpRequest, done: CommandResult, pks: list[int]) -> dict[str, Any]:
    """What the script puts in place: each entry as it stands now, or null where the queue shows it no more."""
    _user, sites = moderator(request)
    sorting = QueueFilter(QueryDict(request.POST.get("back", "")), sites)
    here = set(sorting.found().filter(pk__in=pks).values_list("pk", flat=True))
    entries = {
        entry.comment.pk: entry for entry in queue_entries(Comment.objects.filter(pk__in=here))
    }
    shown = {"many_sites": len(sites) > 1, "request": request}
    return {
        "said": done.said,
        "not_done": done.not_done,
        "entries": {
            str(pk): render_to_string(ENTRY_TEMPLATE, shown | {"entry": entries[pk]})
            if pk in entries
            else None
            for pk in pks
        },
        "waits": count_needing_decision(sites),
        "undo": bool(request.session.get(UNDO_SESSION_KEY)),
    }
