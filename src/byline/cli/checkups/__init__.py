"""The checks of `byline doctor`, a file for each subject. They change nothing."""

from typing import NamedTuple


class Complaint(NamedTuple):
    """What is wrong and what to do about it, both in sentences."""

    wrong: str
    remedy: str


UNFINISHED_MOVE_COMPLAINT = Complaint(
    "A move to this database was not finished, so it cannot be used.",
    "Run `byline database move` again with the setting database (BYLINE_DATABASE) as it was "
    "before: it goes on.",
)
