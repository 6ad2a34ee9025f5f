"""Feeds, sitemaps, the read API, and notifying others of changes."""
