"""The desk's addresses for signing in and for a new password lead to everybody's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache


@never_cache
def desk_sign_in(request: HttpRequest) -> HttpResponse:
    """The one sign-in page, which leads back to the page of the desk that was asked for."""
    home = reverse("wagtailadmin_home")
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(home)
    parameters = urlencode({"next": request.GET.get("next") or home})
    return redirect(f"{reverse('account_login')}?{parameters}")


@never_cache
def desk_password_reset(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The one page on which a new password is requested."""
    return redirect("account_reset_password")
