"""allauth's adapters, through which every sign-in and every mail about an account goes."""

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
    """The name of the requested site, or its host name if it has none."""
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or request.get_host()


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, and mail to the owners of accounts."""

    def pre_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse | None:
        """Called before every sign-in, by any method. A response instead of None refuses it."""
        if isinstance(user, User) and user.loopback_only and not came_over_loopback(request.META):
            clear_login(request)
            messages.error(request, _("You can use this account only on the server itself."))
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
        """Send a mail; if that fails, log it and tell the person instead of failing."""
        request = self.request
        site = {"name": site_name_for(request), "domain": request.get_host()}
        message = self.render_mail(
            template_prefix,
            email,
            {"request": request, "email": email, "current_site": site} | context,
        )
        try:
            message.send()
        except OSError:  # the base of smtplib's errors too
            log.exception("a mail about an account could not be sent", mail=template_prefix)
            messages.error(request, _("The mail could not be sent. Please try again later."))


class SecondFactorAdapter(DefaultMFAAdapter):
    """The site's name as authenticator apps and passkeys show it."""

    def _get_site_name(self) -> str:
        return site_name_for(context.request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in with another service."""

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return initial | {"name": sociallogin.user.get_full_name()}
