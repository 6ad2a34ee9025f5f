"""What the keeper does for the network."""

from django.utils import timezone

from byline.lib.duties import duty
from byline.lib.lanes import Lanes
from byline.network.actions.delivering import clear_away_deliveries, deliver_due, due

HOUR = 3_600  # seconds

_lanes = Lanes(deliver_due)


@duty(every=2)
def deliver_what_is_owed() -> None:
    """Each lane by itself: a server that dawdles holds up nothing that others are owed."""
    waiting = due(timezone.now()).exclude(lane__in=_lanes.busy())
    _lanes.turn(waiting.order_by().values_list("lane", flat=True).distinct())


@duty(every=HOUR)
def clear_away_old_deliveries() -> None:
    clear_away_deliveries()
