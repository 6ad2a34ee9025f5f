from allauth.mfa.models import Authenticator

from byline.accounts.models import User
from byline.lib import encryption

ENCRYPTED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""The encrypted values of each kind of second factor; a passkey has none."""


def people_locked_out() -> list[User]:
    """People with a second factor that this installation's key does not decrypt."""
    rows = Authenticator.objects.filter(type__in=ENCRYPTED).select_related("user")
    locked_out = {row.user.pk: row.user for row in rows if not _is_readable(row)}
    return sorted(locked_out.values(), key=lambda person: person.email)


def _is_readable(authenticator: Authenticator) -> bool:
    encrypted = authenticator.data.get(ENCRYPTED[authenticator.type])
    try:
        return not encrypted or bool(encryption.decrypt(encrypted))
    except encryption.UndecryptableError:
        return False
