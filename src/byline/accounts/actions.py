from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from byline.accounts.models import User


def create_user(
    email: str, name: str = "", password: str | None = None, *, superuser: bool = False, loopback_only: bool = False
) -> User:
    """A new account for `email`, called `name`.

    Without a password nobody can sign in to it until one is set. Raises ValidationError, keyed by field, when the
    address is no address or taken, or the password too weak.
    """
    first, _, last = name.strip().partition(" ")
    user = User(email=User.objects.normalize_email(email), first_name=first, last_name=last, loopback_only=loopback_only)
    user.is_superuser = user.is_staff = superuser
    user.full_clean(exclude=["password"])
    set_password(user, password)
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
