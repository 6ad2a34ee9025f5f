"""What Akismet says, where a site has a key for it."""

import structlog

from byline.discussion.akismet import COMMENT_CHECK, KINDS, ask, of_article
from byline.discussion.choices import Reason
from byline.discussion.moderation.context import RuleContext, Verdict, hold, reject
from byline.lib.http_client import Unreachable

SECONDS = 2.0

log = structlog.get_logger("byline.discussion")


def akismet(context: RuleContext) -> Verdict | None:
    """What Akismet takes for spam, where the site has a key. When it does not answer in time, the response goes on."""
    key, said = context.rules.akismet_key, context.submission
    if not key:
        return None
    told = {
        **of_article(context.article),
        "user_ip": said.address,
        "user_agent": said.agent,
        "comment_type": KINDS.get(said.kind, said.kind),
        "comment_author": context.scrubbed.name,
        "comment_author_email": said.mail,
        "comment_author_url": context.scrubbed.link,
        "comment_content": context.scrubbed.text,
        "recheck_reason": "edit" if context.editing else "",
    }
    try:
        answer = ask(COMMENT_CHECK, key, told, seconds=SECONDS)
    except Unreachable as wrong:
        log.warning("Akismet gave no answer", why=str(wrong))
        return None
    if answer.body.strip() != b"true":
        return None
    is_blatant = answer.headers.get("x-akismet-pro-tip") == "discard"
    return (reject if is_blatant else hold)(Reason.AKISMET)
