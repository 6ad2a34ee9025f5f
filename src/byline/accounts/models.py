from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from byline.accounts.managers import UserManager


class User(AbstractUser):
    """A person who signs in; the e-mail address is the login."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody already signs in with this address.")},
    )
    loopback_only = models.BooleanField(
        default=False,
        help_text=_(
            "May sign in only from the machine that the server runs on: for accounts whose password is published."
        ),
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
                violation_error_message=_("Somebody already signs in with this address."),
            )
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to go on; changes with the password, and when the person ends all sessions."""
        known: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{known}.{self.sessions_ended}" if self.sessions_ended else known

    def __str__(self) -> str:
        return self.get_full_name() or self.email
