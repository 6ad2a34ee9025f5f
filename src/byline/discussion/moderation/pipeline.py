"""The one list of rules. Its order is what the moderator reads on the rules page."""

from dataclasses import replace

from byline.discussion.choices import Reason, State
from byline.discussion.moderation import (
    admission,
    akismet,
    author_history,
    content_checks,
    learned_filter,
    submission_checks,
)
from byline.discussion.moderation.context import Rule, RuleContext, Verdict
from byline.discussion.moderation.external_filter import external_filter

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
    "akismet": akismet.akismet,
    "external-filter": external_filter,
    "recent-rejections": author_history.recent_rejections,
    "linkback": admission.linkback,
    "late": admission.late,
    "premoderated": author_history.premoderated,
    "unknown-author": author_history.unknown_author,
}


def run_rules(context: RuleContext) -> Verdict:
    """The answer of the first rule that has one; published where none has."""
    for name, rule in RULES.items():
        if verdict := rule(context):
            return replace(verdict, rule=name)
    return Verdict(State.PUBLISHED, Reason.FINE)
