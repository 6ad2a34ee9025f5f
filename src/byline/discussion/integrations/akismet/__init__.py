"""Akismet, asked about each new response and told of moderators' corrections
(docs/spam-filters.md).
"""
