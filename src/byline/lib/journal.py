"""The keeper's journal: a file with its last sign of life and the outcome of each duty."""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from byline.lib.atomic_write import Durability, replace_content

FRESH_SECONDS = 15.0  # without a sign of life for longer, the keeper counts as stuck or dead


@dataclass
class DutyRecord:
    """The outcome of a duty's last run; `began` and `failed` are seconds since 1970.

    `error` is "" if it succeeded.
    """

    began: float = 0.0
    seconds: float = 0.0
    failed: float = 0.0
    error: str = ""


@dataclass
class Journal:
    """The keeper's last sign of life (`beat`, seconds since 1970), its process, and its duties.

    `doing` is the running duty, "" between duties.
    """

    beat: float = 0.0
    pid: int = 0
    doing: str = ""
    entries: dict[str, DutyRecord] = field(default_factory=dict)

    def is_fresh(self) -> bool:
        """Whether the keeper wrote within the last FRESH_SECONDS.

        A sign of life in the future, from before the clock was set back, does not count.
        """
        return abs(time.time() - self.beat) <= FRESH_SECONDS


def read_journal(data: Path) -> Journal:
    """The journal in this data folder; an empty one if it is missing or cannot be read."""
    try:
        written = json.loads(_path(data).read_text(encoding="utf-8"))
        entries = {name: DutyRecord(**entry) for name, entry in written.pop("entries").items()}
        return Journal(**written, entries=entries)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Journal()


def write_journal(data: Path, journal: Journal) -> None:
    replace_content(_path(data), json.dumps(asdict(journal)).encode(), Durability.NONE)


def _path(data: Path) -> Path:
    return data / "keeper.json"
