"""The filter that learns from moderators' decisions, on this server.

Only training.py needs more than Python itself.
"""

from byline.discussion.learning.site_tables import filter_report
from byline.discussion.learning.weight_table import FilterReport

__all__ = ["FilterReport", "filter_report"]
