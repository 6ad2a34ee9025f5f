"""Reports to Akismet of the responses that it judged otherwise than a moderator.

A report is a delivery: `payload` has the decision and Akismet's verb.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from byline.discussion.choices import Act, Reason, State
from byline.discussion.integrations.akismet.client import (
    SUBMIT_HAM,
    SUBMIT_SPAM,
    call_akismet,
    comment_fields,
    server_url,
)
from byline.discussion.models import CommentRules, Decision
from byline.network.actions import enqueue
from byline.network.delivery_kinds import KINDS, DeliveryKind
from byline.network.models import Delivery

AKISMET_REPORT = "akismet_report"
RETRY_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
TIMEOUT_SECONDS = 4.0


def queue_report(decision: Decision) -> None:
    """Queue a report if a person decided otherwise than Akismet and the site uses Akismet."""
    verb = _verb_for(decision)
    if verb is None:
        return
    site = decision.comment.site
    if CommentRules.objects.filter(site=site).exclude(akismet_key="").exists():
        url = server_url()
        payload = {"decision": decision.pk, "verb": verb}
        enqueue(AKISMET_REPORT, site=site, to=url, payload=payload, host_key=urlsplit(url).netloc)


def _verb_for(decision: Decision) -> str | None:
    if decision.by_id is None:
        return None
    is_spam = decision.act in (Act.REJECT, Act.REMOVE) and decision.reason == Reason.SPAM
    is_fine = decision.act in (Act.PUBLISH, Act.RESTORE)
    if not is_spam and not is_fine:
        return None
    was_caught = decision.comment.decisions.filter(rule="akismet").exists()
    if is_spam:
        return None if was_caught else SUBMIT_SPAM
    return SUBMIT_HAM if was_caught else None


def deliver_report(delivery: Delivery) -> None:
    """Report the response, unless it was erased or the site no longer uses Akismet."""
    decisions = Decision.objects.select_related("comment__article__site")
    decision = decisions.filter(pk=delivery.payload["decision"]).first()
    if decision is None or decision.comment.state == State.ERASED:
        return
    key = CommentRules.for_site(delivery.site).akismet_key
    if key:
        verb, fields = delivery.payload["verb"], comment_fields(decision.comment)
        call_akismet(verb, key, fields, seconds=TIMEOUT_SECONDS)


KINDS[AKISMET_REPORT] = DeliveryKind(_("Report to Akismet"), deliver_report, pauses=RETRY_PAUSES)
