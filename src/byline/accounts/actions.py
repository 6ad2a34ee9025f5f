from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from byline.accounts.models import User
from byline.accounts.signals import account_closing

UNCONFIRMED_LIFETIME = timedelta(days=7)


class HasDeskRole(Exception):
    """The account has a role at a desk, which must be removed before the account is deleted."""


@transaction.atomic
def create_user(
    email: str,
    name: str = "",
    password: str | None = None,
    *,
    superuser: bool = False,
    loopback_only: bool = False,
) -> User:
    """Create an account for `email`, with the display name `name` and a confirmed address.

    Without a password, nobody can sign in until one is set. Raises ValidationError, keyed by field,
    if the address is invalid or taken, or the password is too weak.
    """
    user = User(email=User.objects.normalize_email(email), loopback_only=loopback_only)
    _call(user, name.strip())
    user.is_superuser = user.is_staff = superuser
    user.full_clean(exclude=["password"])
    set_password(user, password)
    confirm_address(user)
    return user


def set_password(user: User, password: str | None) -> None:
    """Set the password, or remove it. Raises ValidationError {"password": …} for a weak one."""
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    user.save()


def set_password_hash(user: User, password_hash: str) -> None:
    """Set the password by its hash, of Django's `make_password`."""
    user.password = password_hash
    user.save(update_fields=["password"])


def rename(user: User, name: str) -> None:
    """Change the display name."""
    _call(user, name)
    user.save(update_fields=["first_name", "last_name"])


def _call(user: User, name: str) -> None:
    user.first_name, _, user.last_name = name.partition(" ")


@transaction.atomic
def confirm_address(user: User) -> None:
    """Mark the account's address as confirmed, for accounts made or changed by an administrator."""
    addresses = EmailAddress.objects.filter(user=user)
    addresses.exclude(email=user.email.lower()).delete()
    addresses.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def reset_unconfirmed(user: User) -> None:
    """Remove every way to sign in to an account whose address was never confirmed.

    Call this before such an account is given a role: a stranger may have made it.
    """
    if confirm_for_owner(user):
        set_password(user, None)


@transaction.atomic
def confirm_for_owner(user: User) -> bool:
    """Confirm the address for its owner, who did not necessarily make the account.

    Services, passkeys and second factors that were added before are removed, but not the password.
    False, with nothing changed, if an address of the account was confirmed before.
    """
    if EmailAddress.objects.filter(user=user, verified=True).exists():
        return False
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    confirm_address(user)
    end_sessions(user)
    return True


@transaction.atomic
def remove_second_factor(user: User) -> bool:
    """Remove the second factor and end all sessions. False if there was no second factor."""
    dropped, _ = Authenticator.objects.filter(user=user).delete()
    if dropped:
        end_sessions(user)
    return bool(dropped)


def can_sign_in(user: User) -> bool:
    """Whether the account has a password, a service or a passkey to sign in with."""
    return (
        user.has_usable_password()
        or SocialAccount.objects.filter(user=user).exists()
        or Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    )


def end_sessions(user: User) -> None:
    """Sign the account out everywhere."""
    UserSession.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])


def end_other_sessions(request: HttpRequest, user: User) -> None:
    """Sign the account out everywhere but in the browser that sent the request."""
    end_sessions(user)
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)


def delete_expired(now: datetime | None = None) -> None:
    """Delete expired sessions, and accounts that were never used nor confirmed within a week."""
    now = now or timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    never_used = User.objects.filter(
        ~Exists(confirmed),
        date_joined__lt=now - UNCONFIRMED_LIFETIME,
        last_login=None,
        groups=None,
        is_superuser=False,
    )
    never_used.delete()


def has_desk_role(user: User) -> bool:
    """Whether the account has a role at the desk of any site."""
    return user.is_superuser or user.groups.exists()


@transaction.atomic
def close_account(user: User, *, erase: bool) -> None:
    """Delete the account and, with `erase`, what its owner wrote. Raises HasDeskRole."""
    if has_desk_role(user):
        raise HasDeskRole
    account_closing.send(User, user=user, erase=erase)
    user.delete()
