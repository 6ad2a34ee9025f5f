"""The verbs of the readership."""

from byline.readership.actions.counting import begin_count, recount
from byline.readership.actions.forgetting import forget
from byline.readership.actions.showing import show_counts
from byline.readership.actions.tallying import tally_reads

__all__ = ["begin_count", "forget", "recount", "show_counts", "tally_reads"]
