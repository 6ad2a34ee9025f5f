import structlog

from byline.discussion.choices import Reason
from byline.discussion.integrations.akismet.client import (
    COMMENT_CHECK,
    article_fields,
    call_akismet,
    comment_type,
)
from byline.discussion.moderation.context import RuleContext, Verdict, hold, reject
from byline.lib.http_client import Unreachable

TIMEOUT_SECONDS = 2.0

log = structlog.get_logger("byline.discussion")


def akismet(context: RuleContext) -> Verdict | None:
    """Anything that Akismet takes for spam is held; what it calls blatant spam is rejected.

    If Akismet does not respond in time, the next rule decides.
    """
    key, submission, sanitized = context.rules.akismet_key, context.submission, context.sanitized
    if not key:
        return None
    fields = {
        **article_fields(context.article),
        "user_ip": submission.address,
        "user_agent": submission.agent,
        "comment_type": comment_type(submission.kind),
        "comment_author": sanitized.name,
        "comment_author_email": submission.mail,
        "comment_author_url": sanitized.link,
        "comment_content": sanitized.text,
        "recheck_reason": "edit" if context.editing else "",
    }
    try:
        response = call_akismet(COMMENT_CHECK, key, fields, seconds=TIMEOUT_SECONDS)
    except Unreachable as error:
        log.warning("Akismet did not answer", error=str(error))
        return None
    if response.body.strip() != b"true":
        return None
    is_blatant = response.headers.get("x-akismet-pro-tip") == "discard"
    return (reject if is_blatant else hold)(Reason.AKISMET)
