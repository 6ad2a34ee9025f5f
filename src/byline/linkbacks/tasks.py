"""What the keeper does for the linkbacks."""

from django.utils import timezone

from byline.lib.duties import duty
from byline.lib.per_host import PerHostWorkers
from byline.linkbacks.actions.checking import check_due
from byline.linkbacks.choices import KEPT, MentionState
from byline.linkbacks.models import IncomingMention
from byline.linkbacks.queries import due_mentions

_workers = PerHostWorkers(lambda host_key: check_due(host_key=host_key))


@duty(every=2)
def look_at_what_links_here() -> None:
    """Each host by itself: one that dawdles holds up no other."""
    waiting = due_mentions(timezone.now()).exclude(host_key__in=_workers.busy_hosts())
    _workers.start_due(waiting.order_by().values_list("host_key", flat=True).distinct())


@duty(every=3600)
def clear_away_old_claims() -> None:
    """What was not taken, longer ago than it is kept."""
    old = IncomingMention.objects.filter(
        state=MentionState.REJECTED, checked_at__lt=timezone.now() - KEPT
    )
    old.filter(comment=None, due_at=None).delete()
