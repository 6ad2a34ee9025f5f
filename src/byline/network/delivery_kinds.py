"""The states of a delivery, and what each kind of deliveries declares to the one queue.

The queue retries, claims, gives up and forgets every kind alike (`actions/delivering.py`); a kind
says how one try is made, after which pauses it is repeated, and how long its rows are kept. The
network's own kinds are in `deliveries/`. Rooms above add theirs to `KINDS` in `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from byline.network.models import Delivery

RETRY_PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440, 1440)
)


class DeliveryState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    DELIVERED = "delivered", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")


class PermanentFailure(Exception):
    """Another try is useless. The message is what the other side answered."""


class TemporaryFailure(Exception):
    """The other side may accept it later. The message is what it answered."""


@dataclass(frozen=True)
class DeliveryKind:
    """How deliveries of one kind are made, retried and forgotten.

    `deliver` makes one try. It returns once the other side has accepted; it raises
    PermanentFailure if another try is useless, and anything else if it should be tried again.
    `pauses` are the waits between tries, so there is one try more than there are pauses.
    `claim_lasts` is longer than any try takes: a claim older than that was left by a process that
    died. `kept_for` starts when a delivery is delivered or given up. `on_giving_up` is called, in
    the transaction that notes it, with the delivery and its last error. `is_from_strangers` says
    that anybody can cause such deliveries and name their host: they have their own threads, and
    the desk's first page does not warn of those that were given up. `is_private`: nobody at the
    desk is shown the recipient.
    """

    label: "StrPromise"
    deliver: "Callable[[Delivery], None]"
    pauses: tuple[timedelta, ...] = RETRY_PAUSES
    claim_lasts: timedelta = timedelta(minutes=10)
    kept_for: timedelta = timedelta(days=30)
    on_giving_up: "Callable[[Delivery, str], None] | None" = None
    runs_on_staging: bool = False
    is_from_strangers: bool = False
    is_private: bool = False

    @property
    def max_tries(self) -> int:
        return len(self.pauses) + 1


KINDS: dict[str, DeliveryKind] = {}
"""By the value of `Delivery.kind`."""


def kinds_from_strangers() -> list[str]:
    return [name for name, kind in KINDS.items() if kind.is_from_strangers]
