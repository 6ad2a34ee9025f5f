"""Byline: the publishing server of independent newsrooms."""

__version__ = "0.1.0"
