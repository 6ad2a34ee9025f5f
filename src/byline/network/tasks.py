from django.utils import timezone

from byline.lib.duties import duty
from byline.lib.per_host import PerHostWorkers
from byline.network.actions.delivering import delete_old_deliveries, deliver_due, due_deliveries
from byline.network.delivery_kinds import kinds_from_strangers

HOUR = 3_600  # seconds

_workers = PerHostWorkers(deliver_due)
_workers_for_strangers = PerHostWorkers(deliver_due)


@duty(every=2)
def deliver_queued() -> None:
    """Work on each host in a thread of its own, so that one that hangs holds up no other.

    Hosts that only strangers named share threads of their own, so that many such hosts that hang
    do not hold up the site's mail.
    """
    due = due_deliveries(timezone.now()).order_by()
    from_strangers = kinds_from_strangers()
    for workers, deliveries in (
        (_workers, due.exclude(kind__in=from_strangers)),
        (_workers_for_strangers, due.filter(kind__in=from_strangers)),
    ):
        free = deliveries.exclude(
            host_key__in=[*_workers.busy_hosts(), *_workers_for_strangers.busy_hosts()]
        )
        workers.start_due(free.values_list("host_key", flat=True).distinct())


@duty(every=HOUR)
def forget_old_deliveries() -> None:
    delete_old_deliveries()
