"""allauth's adapters: every sign-in and every mail about an account passes through them."""

import base64
import secrets
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

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
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from byline.accounts.mail_limits import (
    claim_for_nobody,
    claim_from_network,
    claim_to_address,
    note_confirmation,
)
from byline.accounts.models import User
from byline.accounts.rules import came_over_loopback
from byline.accounts.sign_in_limits import SignInAttempt
from byline.accounts.signals import account_mail
from byline.lib import encryption

CONFIRMATION = "account/email/email_confirmation"
PASSWORD_RESET = "account/email/password_reset_key"  # noqa: S105 - a template
ALREADY_EXISTS = "account/email/account_already_exists"
PUBLIC_MAIL_TEMPLATES = (CONFIRMATION, PASSWORD_RESET, ALREADY_EXISTS)
MAIL_CLAIMED = "_byline_mail_claimed"

log = structlog.get_logger("byline.accounts")
security_log = structlog.get_logger("byline.security")


def site_name_for(request: HttpRequest) -> str:
    """The name of the requested site, or its host name if it has none."""
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or request.get_host()


def own_url(request: HttpRequest, path: str) -> str:
    """`path` at the requested site's own address, whatever the Host header says. For mails."""
    site = Site.find_for_request(request)
    return f"{site.root_url}{path}" if site else request.build_absolute_uri(path)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, and mail to the owners of accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "The e-mail address or the password is not correct, or the address was never "
            "confirmed. You can set a new password by e-mail, which also confirms the address."
        )
    }

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
        link = own_url(request, f"{path}?{urlencode({'code': emailconfirmation.key})}")
        address = emailconfirmation.email_address
        given = {"user": address.user, "code": emailconfirmation.key, "confirm_url": link}
        self.send_mail(CONFIRMATION, address.email, given)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Called when the owner of the address confirms it."""
        note_confirmation(email_address.email)
        confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return own_url(self.request, path.replace("UID-KEY", quote(key)))

    def send_account_already_exists_mail(self, email: str) -> None:
        link = own_url(self.request, reverse("account_reset_password"))
        self.send_mail(ALREADY_EXISTS, email, {"password_reset_url": link})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Have a mail sent after the response.

        Mail that a stranger may have asked for is limited (`mail_limits`). Over a limit of the
        network, the answer is 429. Over a limit of the address, and for a `user` in `context` who
        is not stored, nothing is sent, and nothing that the stranger can measure is different.
        """
        request, site = self.request, Site.find_for_request(self.request)
        if site is None:
            log.warning("a mail was not sent: there is no site yet", mail=template_prefix)
            return
        is_public, is_decoy = template_prefix in PUBLIC_MAIL_TEMPLATES, False
        if is_public:
            self.claim_mail_of_network()
            user = context.get("user")
            is_decoy = not self._may_mail(template_prefix, email, is_for_nobody=_is_unsaved(user))
        named = {"name": site_name_for(request), "root_url": own_url(request, "/")}
        message = self.render_mail(
            template_prefix,
            email,
            {"request": request, "email": email, "current_site": named} | context,
        )
        account_mail.send(
            AccountAdapter,
            site=site,
            to=email,
            subject=message.subject,
            text=str(message.body),
            is_decoy=is_decoy,
        )

    def claim_mail_of_network(self) -> None:
        """Count a mail that this request makes us send, once. Answers 429 if it is one too many."""
        if getattr(self.request, MAIL_CLAIMED, False):
            return
        if limit := claim_from_network(self.get_client_ip(self.request)):
            log.warning("a mail was not sent", limit=limit.name)
            status = HTTPStatus.TOO_MANY_REQUESTS
            page = render(self.request, "429.html", {"is_mail": True}, status=status)
            raise ImmediateHttpResponse(page)
        setattr(self.request, MAIL_CLAIMED, True)

    def _may_mail(self, template_prefix: str, email: str, *, is_for_nobody: bool) -> bool:
        """Whether the limits of the address allow it. Nobody may see the answer."""
        of_account = EmailAddress.objects.filter(email=email.lower(), verified=True).exists()
        if is_for_nobody:
            claim_for_nobody(email)
            return False
        is_confirmed = of_account and template_prefix != CONFIRMATION
        limit = claim_to_address(email, is_confirmed=is_confirmed)
        if limit:
            log.warning("a mail was not sent", mail=template_prefix, limit=limit.name)
        return limit is None


def _is_unsaved(user: object) -> bool:
    return isinstance(user, User) and user._state.adding  # noqa: SLF001


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
