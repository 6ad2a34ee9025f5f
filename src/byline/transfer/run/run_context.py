"""What every step of an import needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from wagtail.models import Site

from byline.network.queries import settings_of
from byline.transfer.run.expected_items import ExpectedItems
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.report import ImportReport


@dataclass(slots=True)
class RunContext:
    """`now` is when the run began: what is due by then is no longer scheduled."""

    site: Site
    ledger: Ledger
    report: ImportReport
    now: datetime
    items: ExpectedItems = field(default_factory=ExpectedItems, kw_only=True)
    zone: ZoneInfo = field(init=False)
    is_rtl: bool = field(init=False)

    def __post_init__(self) -> None:
        settings = settings_of(self.site)
        self.zone, self.is_rtl = settings.zone, settings.direction == "rtl"

    def has_file(self, address: str) -> bool:
        """Whether a file that was missing in an earlier run is given now."""
        return False

    def report_remarks(self, name: str, remarks: Iterable[Sequence[str]]) -> None:
        """Report an item's remarks, those of an earlier run too."""
        for kind, what in remarks:
            self.report.remark(kind, what, name)
