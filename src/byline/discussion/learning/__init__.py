"""What the filter learns from moderators' decisions, on this machine. Only training.py needs more than Python itself."""

from byline.discussion.learning.reports import how_good
from byline.discussion.learning.tables import Report

__all__ = ["Report", "how_good"]
