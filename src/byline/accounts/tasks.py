"""The keeper's duties for accounts."""

from byline.accounts.actions import delete_expired
from byline.lib.duties import duty

HOUR = 3_600


@duty(every=HOUR)
def delete_expired_sessions_and_accounts() -> None:
    delete_expired()
