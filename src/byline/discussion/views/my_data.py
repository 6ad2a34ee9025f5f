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
from byline.discussion.forms import DataRequestForm, ErasureForm
from byline.discussion.keys import address_key, mail_key
from byline.discussion.personal_data import DataSubject, personal_data_of
from byline.discussion.tokens import my_data_key, my_data_token
from byline.lib.same_origin import same_origin_only
from byline.network.actions import enqueue_mail

UNFIT, FLOOD = 422, 429
DAY_SECONDS = 86_400  # seconds
MAX_REQUESTS_PER_ADDRESS, MAX_MAILS_PER_RECIPIENT = 10, 3  # questions a day


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_my_data(request: HttpRequest) -> HttpResponse:
    """Where a guest asks; the answer is the same whether or not something is held, and goes to the address alone."""
    form = DataRequestForm(request.POST or None, auto_id="held-%s", label_suffix="")
    asked = request.method == "POST"
    if not asked or not form.is_valid():
        return render(
            request,
            "discussion/my_data_request.html",
            {"form": form},
            status=UNFIT if asked else 200,
        )
    if _is_flood("from", address_key(request.META.get("REMOTE_ADDR")), MAX_REQUESTS_PER_ADDRESS):
        form.add_error(None, _("That was asked very often from where you are. Ask again tomorrow."))
        return render(request, "discussion/my_data_request.html", {"form": form}, status=FLOOD)
    _answer(request, form.cleaned_data["mail"])
    return render(request, "discussion/my_data_request.html", {"form": None})


def _answer(request: HttpRequest, mail: str) -> None:
    key, site = mail_key(mail), Site.find_for_request(request)
    if (
        site is None
        or not DataSubject(key).is_known()
        or _is_flood("to", key, MAX_MAILS_PER_RECIPIENT)
    ):
        return
    href = site.root_url + reverse("my_data_of_guest", args=[my_data_token(key)])
    text = (
        render_to_string("discussion/mail/my_data.txt", {"site": site, "href": href}).strip() + "\n"
    )
    enqueue_mail(site=site, to=mail, subject=_("What is held about you"), text=text)


def _is_flood(what: str, key: str, most: int) -> bool:
    """Count one more under the key, for a day from the first; whether that is too much."""
    name = f"discussion.held.{what}.{key}"
    cache.add(name, 0, DAY_SECONDS)
    try:
        return cache.incr(name) > most
    except ValueError:  # it ran out between the two
        return False


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_of_guest(request: HttpRequest, ticket: str) -> HttpResponse:
    """What was written with an e-mail address, for whoever reads the mail that is sent there."""
    key = my_data_key(ticket)
    if not key:
        raise Http404
    return _held(request, DataSubject(key), reverse("my_data_of_guest", args=[ticket]))


@same_origin_only
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_of_account(request: HttpRequest) -> HttpResponse:
    """What was written with the account, or as a guest with its confirmed address."""
    user = cast("User", request.user)
    return _held(request, DataSubject(mail_key(user.email), user), reverse("my_data_of_account"))


def _held(request: HttpRequest, person: DataSubject, here: str) -> HttpResponse:
    if request.method != "POST":
        return _show(request, person, ErasureForm(auto_id="held-%s", label_suffix=""))
    form = ErasureForm(request.POST, auto_id="held-%s", label_suffix="")
    if not form.is_valid():
        return _show(request, person, form, UNFIT)
    erase_person(person)
    return redirect(f"{here}?erased")


def _show(
    request: HttpRequest, person: DataSubject, form: ErasureForm, status: int = 200
) -> HttpResponse:
    held = personal_data_of(person)
    if "json" in request.GET:
        answer: HttpResponse = JsonResponse(
            held, json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
        answer["Content-Disposition"] = 'attachment; filename="held-about-me.json"'
    else:
        shown = {"held": held, "person": person, "form": form, "erased": "erased" in request.GET}
        answer = render(request, "discussion/my_data.html", shown, status=status)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer
