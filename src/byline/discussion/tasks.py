"""The keeper's duties for the discussion."""

import structlog
from django.utils import timezone

from byline.discussion.actions.confirming import delete_unconfirmed
from byline.discussion.actions.forgetting import forget
from byline.discussion.actions.learning import Process, start_learning
from byline.discussion.actions.proof_of_work import delete_expired_proofs
from byline.discussion.actions.recounting import recount
from byline.discussion.actions.reporting import notify_reporters
from byline.discussion.actions.statistics import update_statistics
from byline.lib.duties import duty

ARTICLES_PER_RECOUNT = 200

log = structlog.get_logger("byline.discussion")

_learning: list[Process] = []
_last_counted = [0]  # the key of the last article that was recounted; 0: start again


@duty(every=60)
def learn_from_decisions() -> None:
    """Start the process that trains the filter, and watch it; there is at most one at a time."""
    if _learning and _learning[0].poll() is None:
        return
    failed = _learning[0].returncode if _learning else 0
    _learning.clear()
    if failed:
        raise RuntimeError(f"byline responses learn ended with {failed}")
    if process := start_learning(timezone.now()):
        _learning.append(process)


@duty(every=600)
def delete_spent_proofs() -> None:
    delete_expired_proofs(timezone.now())


@duty(every=3600)
def delete_unconfirmed_responses() -> None:
    delete_unconfirmed(timezone.now())


@duty(every=60)
def mail_outcomes_of_reports() -> None:
    notify_reporters(timezone.now())


@duty(every=300)
def delete_old_addresses() -> None:
    forget(timezone.now())


@duty(every=60)
def recount_responses() -> None:
    corrections, _last_counted[0] = recount(_last_counted[0], limit=ARTICLES_PER_RECOUNT)
    for correction in corrections:
        log.warning(
            "a stored count of responses was wrong",
            article=correction.article.pk,
            stored=correction.stored,
            actual=correction.actual,
        )


@duty(every=600)
def update_moderation_statistics() -> None:
    update_statistics(timezone.now())
