"""What is asked of an import."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SELECTABLE_KINDS = ("post", "page", "comment", "attachment")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`site` is the host name of the site it goes to, `uploads` the old site's files; what they do not have is
    fetched from it where `fetch` says so. `only` are some of KINDS, none for all.

    What was last changed, or said, before `since` is left out. `fields` is the file that takes what has no place here,
    `addresses` the one that says of each old address where it leads.
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
        """Whether it is from before what is asked for. What has no date is taken."""
        return self.since is not None and moment is not None and moment < self.since


DEFAULT_OPTIONS = ImportOptions()
