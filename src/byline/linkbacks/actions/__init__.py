"""The linkbacks' verbs: the only writers of what models/ names."""

from byline.linkbacks.actions.checking import check, check_due
from byline.linkbacks.actions.hearing import Refusal, hear
from byline.linkbacks.actions.remembering import remember
from byline.linkbacks.actions.telling import tell, tell_all_gone
from byline.linkbacks.actions.tuning import tune_pings

__all__ = [
    "Refusal",
    "check",
    "check_due",
    "hear",
    "remember",
    "tell",
    "tell_all_gone",
    "tune_pings",
]
