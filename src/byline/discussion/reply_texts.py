"""What an author is told, by the reason of a decision; the site's words where it has its own."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from byline.discussion.choices import MODERATOR_REASONS, Reason
from byline.discussion.models import ReplyTemplate

DEFAULT_TEXTS = {
    Reason.SPAM: _(
        "Your response advertises something, or was posted in many places. It is no answer to the article."
    ),
    Reason.ABUSE: _(
        "Your response attacks a person. Say what you think of the matter, and it is welcome."
    ),
    Reason.HATE: _(
        "Your response speaks with hatred of people for what they are. That is not printed here."
    ),
    Reason.PRIVATE: _(
        "Your response tells something private about somebody who did not agree to that."
    ),
    Reason.OFF_TOPIC: _("Your response has nothing to do with this article."),
    Reason.UNTRUE: _("Your response states as a fact what is not true and can do harm."),
    Reason.ILLEGAL: _("What your response says is against the law."),
    Reason.OTHER: "",
}


def reply_texts(sites: Iterable[int]) -> dict[int, dict[str, str]]:
    """What authors are told, by site and reason. One query, whatever the number of sites."""
    told = {
        site: {reason.value: str(DEFAULT_TEXTS[reason]) for reason in MODERATOR_REASONS}
        for site in sites
    }
    for reply in ReplyTemplate.objects.filter(site__in=told, reason__in=MODERATOR_REASONS):
        told[reply.site_id][reply.reason] = reply.words
    return told
