"""What the keeper does for the house as a whole."""

from byline.lib.analyze import analyze_tables
from byline.lib.duties import duty


@duty(every=3_600)
def analyze_database() -> None:
    analyze_tables()
