"""The keeper's duties for the installation as a whole."""

from byline.lib.analyze import analyze_tables
from byline.lib.duties import duty


@duty(every=3_600)
def analyze_database() -> None:
    analyze_tables()
