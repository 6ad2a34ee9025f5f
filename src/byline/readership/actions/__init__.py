"""The functions that write to this room's tables; nothing else does."""

from byline.readership.actions.displaying import update_displayed_counts
from byline.readership.actions.expiring import delete_expired
from byline.readership.actions.recounting import recount, set_starting_count
from byline.readership.actions.tallying import tally_reads

__all__ = [
    "delete_expired",
    "recount",
    "set_starting_count",
    "tally_reads",
    "update_displayed_counts",
]
