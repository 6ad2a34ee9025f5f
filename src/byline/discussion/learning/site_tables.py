"""The table that is used for a site: its own if enough was decided there, else the shipped one."""

from functools import cache
from pathlib import Path

from django.conf import settings
from wagtail.models import Site

from byline.discussion.learning.weight_table import FilterReport, WeightTable, read_table

SHIPPED_TABLE = Path(__file__).with_name("neutral.table")

_read: dict[int, tuple[int, WeightTable]] = {}


def table_path(site_id: int) -> Path:
    """The file of the site's own table."""
    return Path(settings.DATA) / "learned" / f"{site_id}.table"


def table_of(site_id: int) -> WeightTable:
    """The site's table, read again after each training."""
    path = table_path(site_id)
    try:
        changed = path.stat().st_mtime_ns
        if site_id not in _read or _read[site_id][0] != changed:
            _read[site_id] = changed, read_table(path)
    except (OSError, ValueError):
        return shipped_table()
    return _read[site_id][1]


@cache
def shipped_table() -> WeightTable:
    return read_table(SHIPPED_TABLE)


def filter_report(site: Site) -> FilterReport:
    """How good the site's filter is."""
    return table_of(site.pk).report
