"""Webmentions, pingbacks and trackbacks, in and out."""
