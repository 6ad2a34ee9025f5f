"""Akismet, which checks each new response and learns from moderators' corrections.

See docs/spam-filters.md.
"""
