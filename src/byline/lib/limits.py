"""Rate limits: so many events within a period, counted for all processes together.

Counts are stored under keyed hashes, so that the file contains no addresses.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass
from sqlite3 import Connection

from byline.lib.expiring_store import expiring_store


@dataclass(frozen=True)
class Limit:
    """At most `number` events within `seconds`, which begin with the first event."""

    name: str
    number: int
    seconds: int

    def of(self, key: str) -> "Claim":
        """One event of the person, address or account that `key` names."""
        return Claim(self, key)


@dataclass(frozen=True)
class Claim:
    """One event that counts towards a limit, for `key`."""

    limit: Limit
    key: str

    @property
    def is_refused(self) -> bool:
        """Whether the limit is reached, so that `take` would refuse it now."""
        return _count(expiring_store().connection(), self) >= self.limit.number

    @property
    def stored_name(self) -> str:
        from django.conf import settings  # noqa: PLC0415 - `byline --help` loads no Django

        text = f"{self.limit.name}:{self.key}".encode(errors="replace")
        digest = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
        return f"limit:{digest}"


def take(*claims: Claim) -> Limit | None:
    """Count one event for every claim, or for none and return the first limit that refuses."""
    now = time.time()
    with expiring_store().writing() as connection:
        for claim in claims:
            if _count(connection, claim) >= claim.limit.number:
                return claim.limit
        for claim in claims:
            _add(connection, claim, now)
    return None


def give_back(*claims: Claim) -> None:
    """Undo `take`."""
    with expiring_store().writing() as connection:
        for claim in claims:
            connection.execute(
                "UPDATE entries SET value = max(value - 1, 0) WHERE name = ?",
                [claim.stored_name],
            )


def reset(*claims: Claim) -> None:
    """Set the counts of these claims to zero."""
    with expiring_store().writing() as connection:
        for claim in claims:
            connection.execute("DELETE FROM entries WHERE name = ?", [claim.stored_name])


def _count(connection: Connection, claim: Claim) -> int:
    row = connection.execute(
        "SELECT value FROM entries WHERE name = ? AND ends > ?",
        [claim.stored_name, time.time()],
    ).fetchone()
    return row[0] if row else 0


def _add(connection: Connection, claim: Claim, now: float) -> None:
    connection.execute(
        "INSERT INTO entries (name, value, ends) VALUES (:name, 1, :ends) "
        "ON CONFLICT (name) DO UPDATE SET "
        "value = CASE WHEN ends > :now THEN value + 1 ELSE 1 END, "
        "ends = CASE WHEN ends > :now THEN ends ELSE :ends END",
        {"name": claim.stored_name, "now": now, "ends": now + claim.limit.seconds},
    )
