"""Turns HTML into the blocks of an article. Knows no source, no database and no WordPress."""
