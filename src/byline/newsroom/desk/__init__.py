"""The desk: Wagtail's admin, adapted for a newsroom."""
