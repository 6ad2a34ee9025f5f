"""What the keeper does for the network."""

from django.utils import timezone

from byline.lib.duties import duty
from byline.lib.per_host import PerHostWorkers
from byline.network.actions.delivering import delete_old_deliveries, deliver_due, due_deliveries

HOUR = 3_600  # seconds

_workers = PerHostWorkers(deliver_due)


@duty(every=2)
def deliver_what_is_owed() -> None:
    """Each host by itself: a server that hangs holds up nothing that others are owed."""
    waiting = due_deliveries(timezone.now()).exclude(host_key__in=_workers.busy_hosts())
    _workers.start_due(waiting.order_by().values_list("host_key", flat=True).distinct())


@duty(every=HOUR)
def clear_away_old_deliveries() -> None:
    delete_old_deliveries()
