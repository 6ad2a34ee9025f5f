"""The list of rules, in the order in which they run and are listed on the rules page."""

from dataclasses import replace

from byline.discussion.choices import Reason, State
from byline.discussion.integrations.akismet.integration import AKISMET
from byline.discussion.integrations.external_filter.integration import EXTERNAL_FILTER
from byline.discussion.moderation import (
    admission,
    author_history,
    content_checks,
    learned_filter,
    submission_checks,
)
from byline.discussion.moderation.context import Rule, RuleContext, Verdict

RULES: dict[str, Rule] = {
    "closed": admission.closed,
    "account-needed": admission.account_needed,
    "banned": admission.banned,
    "duplicate": submission_checks.duplicate,
    "staff": admission.staff,
    "trusted": admission.trusted,
    "honeypot": submission_checks.honeypot,
    "flood": submission_checks.flood,
    "listed-words": content_checks.listed_words,
    "too-fast": submission_checks.too_fast,
    "no-proof": submission_checks.no_proof,
    "links": content_checks.links,
    "learned": learned_filter.learned,
    AKISMET.name: AKISMET.rule,
    EXTERNAL_FILTER.name: EXTERNAL_FILTER.rule,
    "recent-rejections": author_history.recent_rejections,
    "linkback": admission.linkback,
    "late": admission.late,
    "premoderated": author_history.premoderated,
    "unknown-author": author_history.unknown_author,
}


def run_rules(context: RuleContext) -> Verdict:
    """The verdict of the first rule that returns one; if none does, the response is published."""
    for name, rule in RULES.items():
        if verdict := rule(context):
            return replace(verdict, rule=name)
    return Verdict(State.PUBLISHED, Reason.FINE)
