"""Durations on a logarithmic scale, so that daily counts can be added up for a median."""

from math import log2

STEPS_PER_DOUBLING = 8  # durations are stored to within 5 %


def step_of(seconds: float) -> int:
    """The nearest step; each step is 9 % longer than the one before."""
    return round(STEPS_PER_DOUBLING * log2(max(1.0, seconds)))


def seconds_of(step: int) -> float:
    """The duration of a step."""
    return float(2 ** (step / STEPS_PER_DOUBLING))
