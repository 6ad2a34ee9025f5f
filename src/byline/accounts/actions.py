from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from byline.accounts.models import User
from byline.accounts.signals import account_closing

UNCONFIRMED_LASTS = timedelta(days=7)


class HasDeskRole(Exception):
    """The account holds a role at a desk; it is taken there before the account can end."""


@transaction.atomic
def create_user(
    email: str,
    name: str = "",
    password: str | None = None,
    *,
    superuser: bool = False,
    loopback_only: bool = False,
) -> User:
    """A new account for `email`, called `name`, whose address counts as confirmed.

    Without a password nobody can sign in to it until one is set. Raises ValidationError, keyed by field, when the
    address is no address or taken, or the password too weak.
    """
    user = User(email=User.objects.normalize_email(email), loopback_only=loopback_only)
    _call(user, name.strip())
    user.is_superuser = user.is_staff = superuser
    user.full_clean(exclude=["password"])
    set_password(user, password)
    confirm_address(user)
    return user


def set_password(user: User, password: str | None) -> None:
    """Give the account this password, or none at all. Raises ValidationError {"password": …} for a weak one."""
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    user.save()


def rename(user: User, name: str) -> None:
    """Call the account's owner `name`."""
    _call(user, name)
    user.save(update_fields=["first_name", "last_name"])


def _call(user: User, name: str) -> None:
    user.first_name, _, user.last_name = name.partition(" ")


@transaction.atomic
def confirm_address(user: User) -> None:
    """Count the account's address as confirmed: whoever made the account, or changed it, answers for it."""
    here = EmailAddress.objects.filter(user=user)
    here.exclude(email=user.email.lower()).delete()
    here.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def reset_unconfirmed(user: User) -> None:
    """Before an account whose address nobody confirmed is given any right: whatever its maker could sign in with is void."""
    if EmailAddress.objects.filter(user=user, email=user.email.lower(), verified=True).exists():
        return
    Authenticator.objects.filter(user=user).delete()
    set_password(user, None)
    confirm_address(user)


@transaction.atomic
def drop_second_factor(user: User) -> bool:
    """Let the password be enough again, and end all sessions. False when there was no second factor."""
    dropped, _ = Authenticator.objects.filter(user=user).delete()
    if dropped:
        end_sessions(user)
    return bool(dropped)


def end_sessions(user: User) -> None:
    """Sign the account out of every browser."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])


def delete_expired(now: datetime | None = None) -> None:
    """Delete sessions that have ended, and accounts that nobody signed in to and whose address was not confirmed in a week."""
    now = now or timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    never_begun = User.objects.filter(
        ~Exists(confirmed),
        date_joined__lt=now - UNCONFIRMED_LASTS,
        last_login=None,
        groups=None,
        is_superuser=False,
    )
    never_begun.delete()


def has_desk_role(user: User) -> bool:
    """Whether the account holds a role at a desk of the house."""
    return user.is_superuser or user.groups.exists()


@transaction.atomic
def close_account(user: User, *, erase: bool) -> None:
    """Delete the account; `erase` says that its owner wants what was written gone, too. Raises StillAtWork."""
    if has_desk_role(user):
        raise HasDeskRole
    account_closing.send(User, user=user, erase=erase)
    user.delete()
