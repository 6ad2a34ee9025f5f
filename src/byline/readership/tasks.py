"""The keeper's duties for reads."""

from django.utils import timezone

from byline.lib.duties import duty
from byline.readership.actions import delete_expired, tally_reads, update_displayed_counts


@duty(every=5)
def tally() -> None:
    tally_reads()
    update_displayed_counts(timezone.now())


@duty(every=60)
def delete_expired_data() -> None:
    delete_expired(timezone.now())
