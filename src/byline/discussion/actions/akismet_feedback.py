"""Teaching Akismet what people decided, on sites that ask it: a row for each lesson, which the keeper works off."""

from datetime import datetime, timedelta

import structlog
from django.db.models import Exists, OuterRef

from byline.discussion.akismet import SUBMIT_HAM, SUBMIT_SPAM, ask, of_comment
from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import AkismetReport, CommentRules, Decision
from byline.lib.http_client import Unreachable

REPORTED_PERIOD = timedelta(days=2)  # a keeper that was away for longer leaves the older ones
MAX_REPORTS_PER_RUN = 5  # lessons a turn
PAUSES = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)]
TIMEOUT_SECONDS = 4.0

log = structlog.get_logger("byline.discussion")


def queue_reports(now: datetime) -> int:
    """Write down what Akismet does not know yet: what people took for spam that it let pass, and the other way about."""
    asking = CommentRules.objects.exclude(akismet_key="").values("site")
    if not asking.exists():
        return 0
    caught = Decision.objects.filter(comment=OuterRef("comment"), rule="akismet")
    fresh = Decision.objects.filter(
        by__isnull=False,
        at__gte=now - REPORTED_PERIOD,
        akismet_report=None,
        comment__site__in=asking,
    )
    fresh = fresh.exclude(comment__state=State.ERASED).annotate(was_caught=Exists(caught))
    spam = fresh.filter(act__in=(Act.REJECT, Act.REMOVE), reason=Reason.SPAM, was_caught=False)
    fine = fresh.filter(act__in=(Act.PUBLISH, Act.RESTORE), was_caught=True)
    lessons = [AkismetReport(decision=each, is_spam=True, due_at=now) for each in spam]
    lessons += [AkismetReport(decision=each, is_spam=False, due_at=now) for each in fine]
    return len(AkismetReport.objects.bulk_create(lessons))


def send_reports(now: datetime) -> None:
    """Say what is due; what cannot be said is tried again later, and given up in the end, with its error kept."""
    due = (
        AkismetReport.objects.filter(due_at__lte=now)
        .select_related("decision__comment__article__site")
        .order_by("due_at")
    )
    for lesson in due[:MAX_REPORTS_PER_RUN]:
        comment = lesson.decision.comment
        key = CommentRules.for_site(comment.article.site).akismet_key
        try:
            if key:
                ask(
                    SUBMIT_SPAM if lesson.is_spam else SUBMIT_HAM,
                    key,
                    of_comment(comment),
                    seconds=TIMEOUT_SECONDS,
                )
        except Unreachable as wrong:
            _put_off(lesson, now, str(wrong))
        else:
            AkismetReport.objects.filter(pk=lesson.pk).update(due_at=None, error="")


def _put_off(lesson: AkismetReport, now: datetime, error: str) -> None:
    pause = PAUSES[lesson.tries] if lesson.tries < len(PAUSES) else None
    AkismetReport.objects.filter(pk=lesson.pk).update(
        tries=lesson.tries + 1, error=error[:300], due_at=now + pause if pause else None
    )
    if pause is None:
        log.error("Akismet could not be told", lesson=str(lesson), why=error)
