from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from byline.accounts.managers import UserManager


class User(AbstractUser):
    """An account; people sign in with their e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("This e-mail address already has an account.")},
    )
    loopback_only = models.BooleanField(
        default=False,
        help_text=_("Can sign in only on the server itself. For the demo’s accounts."),
    )

    sessions_ended = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_an_address",
                violation_error_message=_("This e-mail address already has an account."),
            )
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Changes with the password, and when the person ends all sessions; sessions then end."""
        session_hash: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{session_hash}.{self.sessions_ended}" if self.sessions_ended else session_hash

    def __str__(self) -> str:
        return self.get_full_name() or self.email
