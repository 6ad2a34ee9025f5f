from typing import Any

import structlog

from byline.discussion.choices import Reason
from byline.discussion.integrations.external_filter.client import ask_filter
from byline.discussion.moderation.context import RuleContext, Verdict, hold, reject
from byline.lib.http_client import Unreachable

TIMEOUT_SECONDS = 2.0

log = structlog.get_logger("byline.discussion")


def external_filter(context: RuleContext) -> Verdict | None:
    """Anything that the site's external filter objects to is held or rejected, as it says.

    If the filter does not respond in time, the next rule decides.
    """
    url, secret = context.rules.external_filter_url, context.rules.external_filter_secret
    if not url:
        return None
    try:
        opinion = ask_filter(url, secret, _question(context), context.now, seconds=TIMEOUT_SECONDS)
    except (Unreachable, ValueError) as error:
        log.warning("the external filter did not answer", url=url, error=str(error))
        return None
    if opinion.state == "publish":
        return None
    return (hold if opinion.state == "hold" else reject)(Reason.EXTERNAL_FILTER, opinion.reason)


def _question(context: RuleContext) -> dict[str, Any]:
    """What readers would see of the response; no address of anybody."""
    sanitized, article = context.sanitized, context.article
    return {
        "site": article.site.root_url,
        "article": {"url": f"{article.site.root_url}{article.href}", "title": article.title},
        "response": {
            "name": sanitized.name,
            "text": sanitized.text,
            "link": sanitized.link,
            "kind": str(context.submission.kind),
        },
        "reply_to": context.submission.parent,
        "has_account": context.submission.user is not None,
        "is_edit": context.editing is not None,
    }
