from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from byline.accounts.models import User
from byline.accounts.rules import came_over_loopback


class EmailBackend(ModelBackend):
    """Signs people in by e-mail address; `loopback_only` accounts only from this machine.

    An account whose address was never confirmed is as good as none: whoever signed up in somebody
    else's name must not learn, by signing in, whether that made an account.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        email = username or kwargs.get(User.USERNAME_FIELD) or ""
        confirmed = EmailAddress.objects.filter(email=email.strip().lower(), verified=True)
        owners = list(confirmed.values_list("user_id", flat=True))  # whether or not it is known
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if not isinstance(user, User) or user.pk not in owners:
            return None
        if user.loopback_only and not _is_from_this_machine(request):
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        user = super().get_user(user_id)
        return user if isinstance(user, User) else None


def _is_from_this_machine(request: HttpRequest | None) -> bool:
    return request is not None and came_over_loopback(request.META)
