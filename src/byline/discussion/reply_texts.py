"""The texts that authors get, by reason: the site's own, else the defaults."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from byline.discussion.choices import MODERATOR_REASONS, Reason
from byline.discussion.models import ReplyTemplate

DEFAULT_TEXTS = {
    Reason.SPAM: _(
        "Your response is advertising or was posted in many places. It does not respond to the "
        "article."
    ),
    Reason.ABUSE: _(
        "Your response attacks a person. A response about the matter itself is welcome."
    ),
    Reason.HATE: _(
        "Your response expresses hatred of people for who they are. We do not publish that."
    ),
    Reason.PRIVATE: _(
        "Your response gives private information about somebody who has not agreed to it."
    ),
    Reason.OFF_TOPIC: _("Your response is not about this article."),
    Reason.UNTRUE: _("Your response states something untrue and harmful as a fact."),
    Reason.ILLEGAL: _("Your response breaks the law."),
    Reason.OTHER: "",
}


def reply_texts(sites: Iterable[int]) -> dict[int, dict[str, str]]:
    """Messages to authors, by site and reason. One query, whatever the number of sites."""
    texts = {
        site: {reason.value: str(DEFAULT_TEXTS[reason]) for reason in MODERATOR_REASONS}
        for site in sites
    }
    for reply in ReplyTemplate.objects.filter(site__in=texts, reason__in=MODERATOR_REASONS):
        texts[reply.site_id][reply.reason] = reply.words
    return texts
