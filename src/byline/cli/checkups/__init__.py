"""What `byline doctor` looks at, one file a subject. A checkup gives its complaints and changes nothing."""

from typing import NamedTuple


class Complaint(NamedTuple):
    """What is wrong, and what to do about it; both are sentences."""

    wrong: str
    remedy: str
