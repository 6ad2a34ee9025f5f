"""The one list of rules. Its order is what the moderator reads on the rules page."""

from dataclasses import replace

from byline.discussion.choices import Reason, State
from byline.discussion.moderation import akismet, gates, learned, manners, standing, words
from byline.discussion.moderation.case import Case, Rule, Verdict
from byline.discussion.moderation.judge import outside_judge

RULES: dict[str, Rule] = {
    "closed": gates.closed,
    "account-needed": gates.account_needed,
    "banned": gates.banned,
    "duplicate": manners.duplicate,
    "staff": gates.staff,
    "trusted": gates.trusted,
    "honeypot": manners.honeypot,
    "flood": manners.flood,
    "listed-words": words.listed_words,
    "too-fast": manners.too_fast,
    "no-proof": manners.no_proof,
    "links": words.links,
    "learned": learned.learned,
    "akismet": akismet.akismet,
    "outside-judge": outside_judge,
    "recent-rejections": standing.recent_rejections,
    "linkback": gates.linkback,
    "late": gates.late,
    "premoderated": standing.premoderated,
    "unknown-author": standing.unknown_author,
}


def judge(case: Case) -> Verdict:
    """The answer of the first rule that has one; published where none has."""
    for name, rule in RULES.items():
        if verdict := rule(case):
            return replace(verdict, rule=name)
    return Verdict(State.PUBLISHED, Reason.FINE)
