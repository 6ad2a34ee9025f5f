"""Parses primary keys in addresses and forms, where anything may be typed."""

MAX_DIGITS = 18
"""SQLite's integers have 19 digits at most, and Python refuses to read thousands."""


def row_key(text: object) -> int | None:
    """The number, or None if no row can have it."""
    digits = str(text)
    return int(digits) if digits.isdecimal() and len(digits) <= MAX_DIGITS else None
