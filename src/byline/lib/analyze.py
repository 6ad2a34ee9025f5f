"""What SQLite knows of its tables when it chooses between indexes."""

from django.db import connection

SAMPLE = 1000  # rows of each index that are looked at; a house with a million responses takes less than a second


def analyze_tables() -> None:
    """Have SQLite note how many rows there are, and how alike. Else it may look through all responses for a page's replies.

    Whoever opens the database afterwards goes by it. Other databases do that by themselves.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
            cursor.execute("ANALYZE")
