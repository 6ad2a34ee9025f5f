"""Times as steps of a ladder, so that those of many days can be added up, and their median found."""

from math import log2

STEPS_PER_DOUBLING = 8  # of a doubling: a time is kept to within 5 %


def step_of(seconds: float) -> int:
    """The step that is nearest to a time; each is 9 % longer than the one before."""
    return round(STEPS_PER_DOUBLING * log2(max(1.0, seconds)))


def seconds_of(step: int) -> float:
    """The time that a step stands for."""
    return float(2 ** (step / STEPS_PER_DOUBLING))
