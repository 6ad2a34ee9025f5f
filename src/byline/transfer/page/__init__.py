"""Turns one saved web page into a draft, for sites without an export."""
