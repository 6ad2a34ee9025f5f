"""The keeper's journal: a small file in the data folder that says that it is alive and how each duty went."""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from byline.lib.atomic_write import Durability, replace_content

FRESH_SECONDS = 15.0  # seconds after which a keeper that has not written is taken for stuck or dead


@dataclass
class DutyRecord:
    """How one duty went; times are seconds since 1970, `error` is the last one, "" when the last turn went well."""

    began: float = 0.0
    seconds: float = 0.0
    failed: float = 0.0
    error: str = ""


@dataclass
class Journal:
    """What the keeper last wrote: when (`beat`), which process it is, what it was `doing` ("" between duties)."""

    beat: float = 0.0
    pid: int = 0
    doing: str = ""
    entries: dict[str, DutyRecord] = field(default_factory=dict)

    def is_fresh(self) -> bool:
        """Whether the keeper wrote within the last seconds."""
        return 0 <= time.time() - self.beat <= FRESH_SECONDS or self.beat > time.time()


def read_journal(data: Path) -> Journal:
    """The journal in this data folder; an empty one when there is none that can be read."""
    try:
        written = json.loads(_path(data).read_text(encoding="utf-8"))
        entries = {name: DutyRecord(**entry) for name, entry in written.pop("entries").items()}
        return Journal(**written, entries=entries)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Journal()


def write_journal(data: Path, journal: Journal) -> None:
    """Replace the journal whole, so that a reader never meets half of one."""
    replace_content(_path(data), json.dumps(asdict(journal)).encode(), Durability.NONE)


def _path(data: Path) -> Path:
    return data / "keeper.json"
