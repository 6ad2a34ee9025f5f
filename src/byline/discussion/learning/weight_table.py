"""The table of weights that was learned: a line of JSON about it, then a byte for each place."""

import json
import mmap
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from math import exp
from pathlib import Path

from byline.discussion.learning.features import SIZE, features_of
from byline.lib.atomic_write import Durability, replace_content

UNREACHABLE_THRESHOLD = 2.0  # a threshold that no score reaches


@dataclass(frozen=True)
class FilterReport:
    """How good a table is on decisions that it has not seen: the newest quarter of a site's, or a fifth of the shipped texts.

    `precision` is the share of what it would hold that moderators rejected, `recall` the share of what they rejected that it
    would hold; None where there was nothing to tell it by. `seen` is the newest decision that was looked at; `is_own` tells
    what a site's moderators taught from what was shipped.
    """

    learned_at: str = ""
    decisions: int = 0
    held_out: int = 0
    precision: float | None = None
    recall: float | None = None
    threshold: float = UNREACHABLE_THRESHOLD
    seen: int = 0
    is_own: bool = False

    def in_words(self) -> str:
        """For a person at a terminal or the desk."""
        if self.precision is None or self.recall is None:
            return f"learned from {self.decisions} decisions; of {self.held_out} that it had not seen it would hold none."
        return (
            f"learned from {self.decisions} decisions; of {self.held_out} that it had not seen: precision {self.precision:.0%}, "
            f"recall {self.recall:.0%}; it holds what scores {self.threshold:.2f} or more."
        )


@dataclass(frozen=True)
class WeightTable:
    """`weights` are bytes from -127 to 127, to be multiplied by `scale`."""

    bias: float
    scale: float
    weights: memoryview
    report: FilterReport = field(default_factory=FilterReport)

    def score(self, name: str, text: str, link: str = "") -> float:
        """From 0 (as what is published) to 1 (as what was rejected)."""
        return self.score_of(features_of(name, text, link))

    def score_of(self, features: Iterable[tuple[int, float]]) -> float:
        weights = self.weights
        total = self.bias + self.scale * sum(weights[place] * weight for place, weight in features)
        return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


def read_table(path: Path) -> WeightTable:
    """The table in the file, of which memory holds only what is used. Raises ValueError for a file that is none."""
    with path.open("rb") as file:
        said = json.loads(file.readline())
        start = file.tell()
        held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(held) != start + SIZE:
        raise ValueError(f"{path} is no table of {SIZE} weights")
    return WeightTable(
        said["bias"], said["scale"], held[start:].cast("b"), FilterReport(**said["report"])
    )


def write_table(path: Path, table: WeightTable) -> None:
    """Put the table there, whole or not at all."""
    said = {"bias": table.bias, "scale": table.scale, "report": asdict(table.report)}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps(said).encode() + b"\n" + table.weights.tobytes()
    replace_content(path, content, Durability.FILE, mode=0o600, rivals=True)
