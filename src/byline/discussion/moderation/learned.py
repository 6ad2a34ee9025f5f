"""What it looks like to the filter that learned from moderators' decisions."""

from byline.discussion.choices import Reason
from byline.discussion.learning.reports import table_of
from byline.discussion.moderation.case import Case, Verdict, hold


def learned(case: Case) -> Verdict | None:
    """What looks like what moderators rejected here. The filter stays on this machine, and learns from their decisions."""
    if not case.house.learns:
        return None
    table, said = table_of(case.article.site_id), case.scrubbed
    score = table.score(said.name, said.text, said.link)
    return hold(Reason.LEARNED, f"{score:.2f}") if score >= table.report.threshold else None
