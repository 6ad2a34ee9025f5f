"""The file of learned weights: a line of JSON about them, then a byte for each place."""

import json
import mmap
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from math import exp
from pathlib import Path

from byline.discussion.learning.features import TABLE_SIZE, features_of
from byline.lib.atomic_write import Durability, replace_content

UNREACHABLE_THRESHOLD = 2.0  # no score is above 1


@dataclass(frozen=True)
class FilterReport:
    """How good a table is on decisions that were held out of training.

    Those are the newest quarter of a site's decisions, or a fifth of the shipped examples at a
    time. `precision` is the share of the responses it would hold that moderators rejected, `recall`
    the share of the rejected ones that it would hold; None if there was nothing to measure them by.
    `newest_decision` is the key of the last decision that was used. `is_own` tells a site's own
    table from the shipped one.
    """

    learned_at: str = ""
    decisions: int = 0
    held_out: int = 0
    precision: float | None = None
    recall: float | None = None
    threshold: float = UNREACHABLE_THRESHOLD
    newest_decision: int = 0
    is_own: bool = False

    def summary(self) -> str:
        """Two sentences for an operator."""
        if self.precision is None or self.recall is None:
            return (
                f"Trained on {self.decisions} decisions. Tested on {self.held_out} others, it "
                "could not tell the rejected ones apart, so it holds nothing."
            )
        return (
            f"Trained on {self.decisions} decisions. Tested on {self.held_out} others: precision "
            f"{self.precision:.0%}, recall {self.recall:.0%} at a score of {self.threshold:.2f}."
        )


@dataclass(frozen=True)
class WeightTable:
    """Weights from -127 to 127, to be multiplied by `scale`."""

    bias: float
    scale: float
    weights: memoryview
    report: FilterReport = field(default_factory=FilterReport)

    def score(self, name: str, text: str, link: str = "") -> float:
        """From 0 (like published responses) to 1 (like rejected ones)."""
        return self.score_of(features_of(name, text, link))

    def score_of(self, features: Iterable[tuple[int, float]]) -> float:
        weights = self.weights
        total = self.bias + self.scale * sum(weights[place] * weight for place, weight in features)
        return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


def read_table(path: Path) -> WeightTable:
    """Map a table into memory. Raises ValueError for a file that is not one."""
    with path.open("rb") as file:
        header = json.loads(file.readline())
        start = file.tell()
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(mapped) != start + TABLE_SIZE:
        raise ValueError(f"{path} is not a table of {TABLE_SIZE} weights")
    report = FilterReport(**header["report"])
    return WeightTable(header["bias"], header["scale"], mapped[start:].cast("b"), report)


def write_table(path: Path, table: WeightTable) -> None:
    """Write the table, whole or not at all."""
    header = {"bias": table.bias, "scale": table.scale, "report": asdict(table.report)}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps(header).encode() + b"\n" + table.weights.tobytes()
    replace_content(path, content, Durability.FILE, mode=0o600, concurrent=True)
