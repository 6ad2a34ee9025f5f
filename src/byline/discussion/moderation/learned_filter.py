"""What it looks like to the filter that learned from moderators' decisions."""

from byline.discussion.choices import Reason
from byline.discussion.learning.site_tables import table_of
from byline.discussion.moderation.context import RuleContext, Verdict, hold


def learned(context: RuleContext) -> Verdict | None:
    """What looks like what moderators rejected here. The filter stays on this machine, and learns from their decisions."""
    if not context.rules.uses_learned_filter:
        return None
    table, said = table_of(context.article.site_id), context.scrubbed
    score = table.score(said.name, said.text, said.link)
    return hold(Reason.LEARNED, f"{score:.2f}") if score >= table.report.threshold else None
