"""What the keeper does for the discussion."""

import structlog
from django.utils import timezone

from byline.discussion.actions.akismet_feedback import queue_reports, send_reports
from byline.discussion.actions.confirming import drop_unconfirmed
from byline.discussion.actions.forgetting import forget
from byline.discussion.actions.learning import Process, start_learning
from byline.discussion.actions.recounting import recount
from byline.discussion.actions.reporting import notify_reporters
from byline.discussion.actions.statistics import update_statistics
from byline.discussion.models import SpentProof
from byline.lib.duties import duty

log = structlog.get_logger("byline.discussion")

_learning: list[Process] = []
_counted = [0]  # the last article whose responses were counted again; 0: begin anew


@duty(every=60)
def learn_from_decisions() -> None:
    """At most one process learns at a time; a duty only starts it and looks after it."""
    if _learning and _learning[0].poll() is None:
        return
    failed = _learning[0].returncode if _learning else 0
    _learning.clear()
    if failed:
        raise RuntimeError(f"byline responses learn ended with {failed}")
    if process := start_learning(timezone.now()):
        _learning.append(process)


@duty(every=600)
def drop_spent_proofs() -> None:
    """Those that would have run out by now."""
    SpentProof.objects.filter(until__lt=timezone.now()).delete()


@duty(every=3600)
def drop_what_was_never_confirmed() -> None:
    drop_unconfirmed(timezone.now())


@duty(every=30)
def teach_akismet() -> None:
    queue_reports(timezone.now())
    send_reports(timezone.now())


@duty(every=60)
def tell_those_who_reported() -> None:
    notify_reporters(timezone.now())


@duty(every=300)
def drop_addresses() -> None:
    forget(timezone.now())


@duty(every=60)
def count_responses_again() -> None:
    mended, _counted[0] = recount(_counted[0], most=200)
    for one in mended:
        log.warning(
            "a count of responses had drifted",
            article=one.article.pk,
            said=one.said,
            is_now=one.is_now,
        )


@duty(every=600)
def tally_days() -> None:
    update_statistics(timezone.now())
