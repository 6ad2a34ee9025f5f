"""Redirects the desk's pages for signing in and resetting a password to those for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache


@never_cache
def desk_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect to the sign-in page, which returns to the requested page of the desk."""
    home = reverse("wagtailadmin_home")
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(home)
    parameters = urlencode({"next": request.GET.get("next") or home})
    return redirect(f"{reverse('account_login')}?{parameters}")


@never_cache
def desk_password_reset(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Redirect to the page on which everybody requests a new password."""
    return redirect("account_reset_password")
