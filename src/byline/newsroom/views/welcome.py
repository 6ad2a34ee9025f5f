import secrets

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from byline.accounts.models import User
from byline.lib.secret_files import load_or_derive_secret
from byline.newsroom.actions import AlreadyOpen, open_newsroom
from byline.newsroom.forms import WelcomeForm


@never_cache
@csrf_protect
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Set up an empty installation: its first site and the owner's account.

    Works until there is an account.
    """
    if User.objects.exists() or not secrets.compare_digest(
        token.encode(), load_or_derive_secret("welcome").encode()
    ):
        raise Http404
    form = WelcomeForm(request.POST or None, label_suffix="")
    owner = _open(request, form) if form.is_valid() else None
    if owner is None:
        return _private(
            render(
                request, "newsroom/welcome.html", {"form": form}, status=422 if form.errors else 200
            )
        )
    login(request, owner)
    return redirect("wagtailadmin_home")


def _open(request: HttpRequest, form: WelcomeForm) -> User | None:
    """The new owner; None when the form has errors."""
    hostname, port = split_domain_port(request.get_host())
    try:
        return open_newsroom(
            hostname=hostname,
            port=int(port or (443 if request.is_secure() else 80)),
            **form.cleaned_data,
        )
    except AlreadyOpen as error:
        raise Http404 from error
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            form.add_error(field if field in form.fields else None, messages)
        return None


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the link, which is a key, out of search engines and of other sites' logs."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    response["Content-Security-Policy"] = (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    )
    return response
