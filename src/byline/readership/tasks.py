"""What the keeper does for the readership."""

from django.utils import timezone

from byline.lib.duties import duty
from byline.readership.actions import delete_expired, tally_reads, update_displayed_counts


@duty(every=5)
def tally() -> None:
    tally_reads()
    update_displayed_counts(timezone.now())


@duty(every=60)
def forget_what_is_over() -> None:
    delete_expired(timezone.now())
