"""The keeper's duties for the installation as a whole."""

from byline.lib.analyze import analyze_tables
from byline.lib.duties import duty
from byline.lib.expiring_store import expiring_store


@duty(every=3_600)
def analyze_database() -> None:
    analyze_tables()


@duty(every=600)
def delete_expired_entries() -> None:
    expiring_store().delete_expired()
