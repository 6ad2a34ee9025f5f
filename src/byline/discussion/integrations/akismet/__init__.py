"""Akismet, which checks each new response and learns of moderators' corrections.

The guide to it is docs/spam-filters.md.
"""
