"""The checks of `byline doctor`, a file for each subject. They change nothing."""

from typing import NamedTuple


class Complaint(NamedTuple):
    """What is wrong and what to do about it, both in sentences."""

    wrong: str
    remedy: str
