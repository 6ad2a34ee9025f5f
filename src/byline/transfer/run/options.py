"""The options of an import."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SELECTABLE_KINDS = ("post", "page", "comment", "attachment")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`site` is the host name of the target site, `uploads` are the old site's files.

    Files missing from `uploads` are fetched from the old site if `fetch` is set. `only` are some of
    SELECTABLE_KINDS, none for all. Items last changed before `since` are skipped. `fields` is the
    file for values that have no place here, `addresses` the file that lists where each old address
    leads.
    """

    site: str | None = None
    uploads: Path | None = None
    fetch: bool = False
    leave_out_spam: bool = False
    since: datetime | None = None
    only: frozenset[str] = frozenset()
    fields: Path | None = None
    addresses: Path | None = None

    def wants(self, kind: str) -> bool:
        return not self.only or kind in self.only or kind not in SELECTABLE_KINDS

    def is_late(self, moment: datetime | None) -> bool:
        """Whether it is older than asked for. An item without a date is not."""
        return self.since is not None and moment is not None and moment < self.since


DEFAULT_OPTIONS = ImportOptions()
