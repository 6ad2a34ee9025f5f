"""allauth's adapters: every sign-in and every mail about an account passes through them."""

import base64
import secrets
from http import HTTPStatus
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.accounts.mail_limits import NETWORK_LIMITS, claim_mail, note_confirmation
from byline.accounts.models import User
from byline.accounts.rules import came_over_loopback
from byline.accounts.sign_in_limits import SignInAttempt
from byline.lib import encryption
from byline.lib.limits import Limit

CONFIRMATION = "account/email/email_confirmation"
PASSWORD_RESET = "account/email/password_reset_key"  # noqa: S105 - a template
PUBLIC_MAIL_TEMPLATES = (CONFIRMATION, PASSWORD_RESET, "account/email/account_already_exists")

log = structlog.get_logger("byline.accounts")
security_log = structlog.get_logger("byline.security")


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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Called before a password is tried. Raises ValidationError after too many wrong ones."""
        self._current_attempt = self._attempt(request, credentials)
        if limit := self._current_attempt.begin():
            ip = self.get_client_ip(request)
            security_log.warning("too many sign-ins failed", ip=ip, limit=limit.name)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            self._current_attempt.succeed()
        return user

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Called after a new password was set by a mailed link."""
        self._attempt(request, credentials).forgive()

    def _attempt(self, request: HttpRequest, credentials: dict[str, Any]) -> SignInAttempt:
        return SignInAttempt(str(credentials.get("email", "")), self.get_client_ip(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The IP address that `behind_proxy` has settled; "" for a connection without one."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def format_email_subject(self, subject: str) -> str:
        return f"[{site_name_for(self.request)}] {subject}"

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        path = reverse("account_email_verification_sent")
        link = request.build_absolute_uri(f"{path}?{urlencode({'code': emailconfirmation.key})}")
        address = emailconfirmation.email_address
        given = {"user": address.user, "code": emailconfirmation.key, "confirm_url": link}
        self.send_mail(CONFIRMATION, address.email, given)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Called when the owner of the address confirms it."""
        note_confirmation(email_address.email)
        confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; if that fails, log it and show the person a message instead of failing.

        Mail that a stranger may have asked for is limited (`mail_limits`).
        """
        request = self.request
        if template_prefix in PUBLIC_MAIL_TEMPLATES and not self._may_mail(template_prefix, email):
            return
        site = {"name": site_name_for(request), "domain": request.get_host()}
        message = self.render_mail(
            template_prefix,
            email,
            {"request": request, "email": email, "current_site": site} | context,
        )
        try:
            message.send()
        except (
            OSError
        ) as error:  # the base of smtplib's errors too, whose messages name the recipient
            log.error(  # noqa: TRY400 - without the trace
                "a mail about an account could not be sent",
                mail=template_prefix,
                why=type(error).__name__,
            )
            messages.error(request, _("The mail could not be sent. Please try again later."))

    def _may_mail(self, template_prefix: str, email: str) -> bool:
        """Whether the limits allow it; answers 429 where that does not show who has an account."""
        is_confirmed = EmailAddress.objects.filter(email=email.lower(), verified=True).exists()
        address = self.get_client_ip(self.request)
        limit = claim_mail(email, address, is_confirmed=is_confirmed)
        if limit is None:
            return True
        log.warning("a mail was not sent", mail=template_prefix, limit=limit.name)
        is_sign_up = template_prefix != PASSWORD_RESET
        if template_prefix == CONFIRMATION or (is_sign_up and limit in NETWORK_LIMITS):
            raise ImmediateHttpResponse(too_many_mails(self.request, limit))
        return False


def too_many_mails(request: HttpRequest, limit: Limit) -> HttpResponse:
    """The page for somebody who asks for more mail than the limit allows."""
    context = {"is_mailed": limit not in NETWORK_LIMITS}
    return render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The site's name as authenticator apps and passkeys show it."""

    def _get_site_name(self) -> str:
        return site_name_for(context.request)

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret or, if it was encrypted with another key, one that matches no code."""
        try:
            return encryption.decrypt(encrypted_text)
        except encryption.UndecryptableError:
            log.warning("a second factor cannot be checked: it was encrypted with another key")
            return base64.b32encode(secrets.token_bytes(20)).decode()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in with another service."""

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return initial | {"name": sociallogin.user.get_full_name()}
