"""The desk's sign-in page."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpResponse
from wagtail.admin.views.account import LoginView


class DeskSignInView(LoginView):
    """Wagtail's page with allauth's steps, so that it also asks for a second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        login = Login(user=user, email=user.email, redirect_url=self.get_success_url())
        response: HttpResponse = perform_password_login(self.request, {"email": user.email}, login)
        self.request.session.set_expiry(
            settings.SESSION_COOKIE_AGE if form.cleaned_data.get("remember") else 0
        )
        return response


desk_sign_in = DeskSignInView.as_view()
