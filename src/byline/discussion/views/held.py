"""What is held about a person: shown to that person, handed out, erased. With an account, or by a link mailed to an address."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from byline.accounts.models import User
from byline.discussion.actions.erasing import erase_person
from byline.discussion.forms import ErasingForm, HeldForm
from byline.discussion.held import Person, told_to
from byline.discussion.keys import address_key, mail_key
from byline.discussion.tickets import held_key, held_ticket
from byline.lib.same_origin import same_origin_only
from byline.network.actions import enqueue_mail

UNFIT, FLOOD = 422, 429
A_DAY = 86_400  # seconds
MOST_FROM_ONE_ADDRESS, MOST_TO_ONE_MAIL = 10, 3  # questions a day


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_held(request: HttpRequest) -> HttpResponse:
    """Where a guest asks; the answer is the same whether or not something is held, and goes to the address alone."""
    form = HeldForm(request.POST or None, auto_id="held-%s", label_suffix="")
    asked = request.method == "POST"
    if not asked or not form.is_valid():
        return render(
            request, "discussion/held_ask.html", {"form": form}, status=UNFIT if asked else 200
        )
    if _is_flood("from", address_key(request.META.get("REMOTE_ADDR")), MOST_FROM_ONE_ADDRESS):
        form.add_error(None, _("That was asked very often from where you are. Ask again tomorrow."))
        return render(request, "discussion/held_ask.html", {"form": form}, status=FLOOD)
    _answer(request, form.cleaned_data["mail"])
    return render(request, "discussion/held_ask.html", {"form": None})


def _answer(request: HttpRequest, mail: str) -> None:
    key, site = mail_key(mail), Site.find_for_request(request)
    if site is None or not Person(key).is_known() or _is_flood("to", key, MOST_TO_ONE_MAIL):
        return
    href = site.root_url + reverse("held_of_guest", args=[held_ticket(key)])
    text = render_to_string("discussion/mail/held.txt", {"site": site, "href": href}).strip() + "\n"
    enqueue_mail(site=site, to=mail, subject=_("What is held about you"), text=text)


def _is_flood(what: str, key: str, most: int) -> bool:
    """Count one more under the key, for a day from the first; whether that is too much."""
    name = f"discussion.held.{what}.{key}"
    cache.add(name, 0, A_DAY)
    try:
        return cache.incr(name) > most
    except ValueError:  # it ran out between the two
        return False


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def held_of_guest(request: HttpRequest, ticket: str) -> HttpResponse:
    """What was written with an e-mail address, for whoever reads the mail that is sent there."""
    key = held_key(ticket)
    if not key:
        raise Http404
    return _held(request, Person(key), reverse("held_of_guest", args=[ticket]))


@same_origin_only
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held_of_account(request: HttpRequest) -> HttpResponse:
    """What was written with the account, or as a guest with its confirmed address."""
    user = cast("User", request.user)
    return _held(request, Person(mail_key(user.email), user), reverse("held_of_account"))


def _held(request: HttpRequest, person: Person, here: str) -> HttpResponse:
    if request.method != "POST":
        return _show(request, person, ErasingForm(auto_id="held-%s", label_suffix=""))
    form = ErasingForm(request.POST, auto_id="held-%s", label_suffix="")
    if not form.is_valid():
        return _show(request, person, form, UNFIT)
    erase_person(person)
    return redirect(f"{here}?erased")


def _show(
    request: HttpRequest, person: Person, form: ErasingForm, status: int = 200
) -> HttpResponse:
    held = told_to(person)
    if "json" in request.GET:
        answer: HttpResponse = JsonResponse(
            held, json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
        answer["Content-Disposition"] = 'attachment; filename="held-about-me.json"'
    else:
        shown = {"held": held, "person": person, "form": form, "erased": "erased" in request.GET}
        answer = render(request, "discussion/held.html", shown, status=status)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer
