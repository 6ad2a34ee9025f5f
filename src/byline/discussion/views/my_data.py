"""Viewing, downloading and erasing one's data: with an account, or by a mailed link."""

from http import HTTPStatus
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from byline.accounts.mail_limits import claim_from_network
from byline.accounts.models import User
from byline.discussion.actions.erasing import erase_person
from byline.discussion.actions.mail_claims import claim_mail_to_known
from byline.discussion.forms import DataRequestForm, ErasureForm
from byline.discussion.keys import mail_key
from byline.discussion.personal_data import DataSubject, personal_data_of
from byline.discussion.tokens import my_data_key, my_data_token
from byline.lib.ip_networks import customer_network
from byline.lib.limits import Limit, take
from byline.lib.same_origin import same_origin_only
from byline.network.actions import enqueue_mail

DAY_SECONDS = 86_400
REQUESTS = Limit("my-data.requests", 10, DAY_SECONDS)
MAILS = Limit("my-data.mails", 3, DAY_SECONDS)


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_my_data(request: HttpRequest) -> HttpResponse:
    """A guest's request; the page is the same whether or not data is stored."""
    form = DataRequestForm(request.POST or None, auto_id="data-%s", label_suffix="")
    asked = request.method == "POST"
    if not asked or not form.is_valid():
        return render(
            request,
            "discussion/my_data_request.html",
            {"form": form},
            status=HTTPStatus.UNPROCESSABLE_ENTITY if asked else 200,
        )
    if take(REQUESTS.of(customer_network(request.META.get("REMOTE_ADDR")))):
        form.add_error(None, _("Too many requests from your network. Try again tomorrow."))
        return render(
            request,
            "discussion/my_data_request.html",
            {"form": form},
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
    _mail_link(request, form.cleaned_data["mail"])
    return render(request, "discussion/my_data_request.html", {"form": None})


def _mail_link(request: HttpRequest, mail: str) -> None:
    key, site = mail_key(mail), Site.find_for_request(request)
    if site is None or claim_from_network(request.META.get("REMOTE_ADDR")):
        return  # counted before anything is looked up, so that the count shows nothing
    if not DataSubject(key).is_known() or take(MAILS.of(key)) or claim_mail_to_known(mail):
        return
    href = site.root_url + reverse("my_data_of_guest", args=[my_data_token(key)])
    text = (
        render_to_string("discussion/mail/my_data.txt", {"site": site, "href": href}).strip() + "\n"
    )
    enqueue_mail(site=site, to=mail, subject=_("Data stored about you"), text=text)


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_of_guest(request: HttpRequest, token: str) -> HttpResponse:
    """The data under an e-mail address, for the bearer of the mailed token."""
    key = my_data_key(token)
    if not key:
        raise Http404
    return _data_page(request, DataSubject(key), reverse("my_data_of_guest", args=[token]))


@same_origin_only
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_of_account(request: HttpRequest) -> HttpResponse:
    """The data of the account, and of a guest with its e-mail address."""
    user = cast("User", request.user)
    return _data_page(
        request, DataSubject(mail_key(user.email), user), reverse("my_data_of_account")
    )


def _data_page(request: HttpRequest, person: DataSubject, href: str) -> HttpResponse:
    if request.method != "POST":
        return _show(request, person, ErasureForm(auto_id="data-%s", label_suffix=""))
    form = ErasureForm(request.POST, auto_id="data-%s", label_suffix="")
    if not form.is_valid():
        return _show(request, person, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    erase_person(person)
    return redirect(f"{href}?erased")


def _show(
    request: HttpRequest, person: DataSubject, form: ErasureForm, status: int = 200
) -> HttpResponse:
    data = personal_data_of(person)
    if "json" in request.GET:
        response: HttpResponse = JsonResponse(
            data, json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    else:
        context = {"data": data, "person": person, "form": form, "erased": "erased" in request.GET}
        response = render(request, "discussion/my_data.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
