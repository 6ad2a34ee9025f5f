"""The editor of an article."""
