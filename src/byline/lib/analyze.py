"""Statistics by which SQLite chooses between indexes."""

from django.db import connection

ANALYSIS_LIMIT = 1000  # rows of each index; a million responses take less than a second


def analyze_tables() -> None:
    """Have SQLite record how many rows its tables have and how similar those are.

    Connections opened afterwards use it. Without it, SQLite may scan all responses for the replies
    on one page. Other databases do this by themselves.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ANALYSIS_LIMIT}")
            cursor.execute("ANALYZE")
