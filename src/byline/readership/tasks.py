"""What the keeper does for the readership."""

from django.utils import timezone

from byline.lib.duties import duty
from byline.readership.actions import forget, show_counts, tally_reads


@duty(every=5)
def tally() -> None:
    tally_reads()
    show_counts(timezone.now())


@duty(every=60)
def forget_what_is_over() -> None:
    forget(timezone.now())
