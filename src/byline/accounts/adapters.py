"""allauth's adapters: every way of signing in passes here, and every mail about an account leaves here."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.accounts.models import User
from byline.accounts.rules import came_over_loopback

log = structlog.get_logger("byline.accounts")


def site_name_for(request: HttpRequest) -> str:
    """The name of the site that was asked; its host's where it has none."""
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or request.get_host()


class AccountAdapter(DefaultAccountAdapter):
    """How accounts are signed in to, and what is mailed to their owners."""

    def pre_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse | None:
        """Before any sign-in, by password, passkey or another service. An answer instead of None refuses it."""
        if isinstance(user, User) and user.loopback_only and not came_over_loopback(request.META):
            clear_login(request)
            messages.error(
                request, _("This account signs in only from the machine that the server runs on.")
            )
            return redirect("account_login")
        refused: HttpResponse | None = super().pre_login(request, user, **how)
        return refused

    def format_email_subject(self, subject: str) -> str:
        return f"[{site_name_for(self.request)}] {subject}"

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        path = reverse("account_email_verification_sent")
        link = request.build_absolute_uri(f"{path}?{urlencode({'code': emailconfirmation.key})}")
        address = emailconfirmation.email_address
        given = {"user": address.user, "code": emailconfirmation.key, "confirm_url": link}
        self.send_mail("account/email/email_confirmation", address.email, given)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth's; a mail server that does not answer is told of, and breaks nothing."""
        request = self.request
        site = {"name": site_name_for(request), "domain": request.get_host()}
        message = self.render_mail(
            template_prefix,
            email,
            {"request": request, "email": email, "current_site": site} | context,
        )
        try:
            message.send()
        except OSError:  # smtplib's errors are, too
            log.exception("a mail about an account could not be sent", mail=template_prefix)
            messages.error(request, _("The mail could not be sent. Please try again later."))


class SecondFactorAdapter(DefaultMFAAdapter):
    """What an authenticator app and a passkey are shown of us."""

    def _get_site_name(self) -> str:
        return site_name_for(context.request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in with another service."""

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return initial | {"name": sociallogin.user.get_full_name()}
