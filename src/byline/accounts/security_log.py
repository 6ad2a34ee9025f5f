"""Logs sign-ins, failed sign-ins, and changes of how somebody signs in. `apps` imports this.

An account is logged by its number. A failed attempt is logged without the address that was typed,
which may be a password in the wrong field.
"""

from typing import Any

import structlog
from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

log = structlog.get_logger("byline.security")

CHANGES = {
    "password changed": password_changed,
    "password reset": password_reset,
    "password set": password_set,
    "e-mail address changed": email_changed,
    "second factor added": authenticator_added,
    "second factor removed": authenticator_removed,
    "recovery codes replaced": authenticator_reset,
}


@receiver(user_logged_in)
def log_sign_in(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    how = [method["method"] for method in _methods(request)]
    log.info("signed in", account=user.pk, ip=_ip(request), methods=how)


@receiver(user_logged_out)
def log_sign_out(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    log.info("signed out", account=getattr(user, "pk", None), ip=_ip(request))


@receiver(user_login_failed)
def log_failed_sign_in(sender: object, request: HttpRequest | None = None, **_: Any) -> None:
    log.warning("a sign-in failed", ip=_ip(request))


def log_change(sender: object, request: HttpRequest, user: Any, signal: Any, **_: Any) -> None:
    change = next(name for name, known in CHANGES.items() if known is signal)
    log.info(change, account=user.pk, ip=_ip(request))


for change_signal in CHANGES.values():
    change_signal.connect(log_change)


def _methods(request: HttpRequest) -> list[dict[str, Any]]:
    methods: list[dict[str, Any]] = request.session.get("account_authentication_methods", [])
    return methods


def _ip(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", "")) if request else ""
