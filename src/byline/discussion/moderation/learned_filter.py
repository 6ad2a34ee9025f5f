"""The rule of the filter that learns from moderators' decisions."""

from byline.discussion.choices import Reason
from byline.discussion.learning.site_tables import table_of
from byline.discussion.moderation.context import RuleContext, Verdict, hold


def learned(context: RuleContext) -> Verdict | None:
    """Responses that resemble what this site's moderators rejected wait; runs on this server."""
    if not context.rules.uses_learned_filter:
        return None
    table, sanitized = table_of(context.article.site_id), context.sanitized
    score = table.score(sanitized.name, sanitized.text, sanitized.link)
    return hold(Reason.LEARNED, f"{score:.2f}") if score >= table.report.threshold else None
