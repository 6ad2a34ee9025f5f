"""The desk: what Wagtail's admin is for the people of a newsroom."""
