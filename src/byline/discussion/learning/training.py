"""Training, in a short-lived process of its own because of the memory it needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from byline.discussion.learning.examples import Example
from byline.discussion.learning.features import TABLE_SIZE, features_of
from byline.discussion.learning.weight_table import UNREACHABLE_THRESHOLD, FilterReport, WeightTable

MIN_PRECISION = 0.95
MIN_THRESHOLD = 0.7  # even if few examples would allow a lower one
MIN_SHIPPED_THRESHOLD = 0.9  # for a table learned from invented examples
HELD_OUT_SHARE = 0.25  # the newest
OWN_WEIGHT = 3.0  # of a site's decision, compared with a shipped example
FOLDS = 5


def train(
    own: Sequence[Example], shipped: Sequence[Example], now: datetime, newest_decision: int = 0
) -> WeightTable:
    """Train a site's table from its own examples (oldest first) and the shipped ones.

    The threshold is the lowest one that keeps MIN_PRECISION in two tests: cross-validation of the
    older three quarters, and a table trained on these applied to the newest quarter. The report is
    about the latter.
    """
    split = int(len(own) * (1 - HELD_OUT_SHARE))
    older, newest = own[:split], own[split:]
    scores, truth = _cross_validated(older, shipped)
    table = _table(_fitted([*older, *shipped], len(older)))
    newest_scores = np.array(
        [table.score(example.name, example.text, example.link) for example in newest]
    )
    newest_truth = np.array([example.is_bad for example in newest], dtype=bool)
    threshold = max(threshold_for(scores, truth), threshold_for(newest_scores, newest_truth))
    report = replace(
        _report(newest_scores, newest_truth, threshold),
        learned_at=now.isoformat(),
        decisions=len(own),
        newest_decision=newest_decision,
        is_own=True,
    )
    return replace(_table(_fitted([*own, *shipped], len(own))), report=report)


def train_shipped(shipped: Sequence[Example]) -> WeightTable:
    """Train the table that is shipped, from the shipped examples alone."""
    scores, truth = _cross_validated(shipped, [])
    threshold = max(threshold_for(scores, truth), MIN_SHIPPED_THRESHOLD)
    report = replace(_report(scores, truth, threshold), decisions=len(shipped))
    return replace(_table(_fitted(shipped, 0)), report=report)


def threshold_for(scores: "np.ndarray", truth: "np.ndarray") -> float:
    """The lowest threshold of at least MIN_THRESHOLD that keeps MIN_PRECISION.

    UNREACHABLE_THRESHOLD if there is none.
    """
    lowest = UNREACHABLE_THRESHOLD
    candidates = {score for score in scores if score >= MIN_THRESHOLD} | {MIN_THRESHOLD}
    for threshold in sorted(candidates, reverse=True):
        caught = scores >= threshold
        if truth[caught].any() and truth[caught].mean() >= MIN_PRECISION:
            lowest = float(threshold)
    if lowest == UNREACHABLE_THRESHOLD:
        return lowest
    return float(np.ceil(lowest * 1000) / 1000)


def _report(scores: "np.ndarray", truth: "np.ndarray", threshold: float) -> FilterReport:
    caught = scores >= threshold
    return FilterReport(
        held_out=len(truth),
        precision=round(float(truth[caught].mean()), 4) if caught.any() else None,
        recall=round(float(caught[truth].mean()), 4) if truth.any() else None,
        threshold=threshold,
    )


def _cross_validated(
    own: Sequence[Example], shipped: Sequence[Example]
) -> "tuple[np.ndarray, np.ndarray]":
    """The score of each own example by a model trained without it, and whether it is bad."""
    truth = np.array([example.is_bad for example in own], dtype=bool)
    matrix, folds = _matrix(own), StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    if not shipped:
        return cross_val_predict(_model(), matrix, truth, cv=folds, method="predict_proba")[
            :, 1
        ], truth
    scores = np.zeros(len(own))
    for training, test in folds.split(matrix, truth):
        model = _fitted([*(own[place] for place in training), *shipped], len(training))
        scores[test] = model.predict_proba(matrix[test])[:, 1]
    return scores, truth


def _fitted(examples: Sequence[Example], own: int) -> LogisticRegression:
    weights = np.array([OWN_WEIGHT] * own + [1.0] * (len(examples) - own))
    return _model().fit(
        _matrix(examples), [example.is_bad for example in examples], sample_weight=weights
    )


def _model() -> LogisticRegression:
    return LogisticRegression(C=3.0, class_weight="balanced", max_iter=500)


def _matrix(examples: Sequence[Example]) -> csr_matrix:
    values, places, ends = [], [], [0]
    for example in examples:
        for place, weight in features_of(example.name, example.text, example.link):
            places.append(place)
            values.append(weight)
        ends.append(len(places))
    matrix = csr_matrix((values, places, ends), shape=(len(examples), TABLE_SIZE))
    matrix.sum_duplicates()  # different features may share a place
    return matrix


def _table(model: LogisticRegression) -> WeightTable:
    weights = model.coef_[0]
    scale = float(np.abs(weights).max()) / 127 or 1.0
    rounded = np.round(weights / scale).astype(np.int8)
    return WeightTable(float(model.intercept_[0]), scale, memoryview(rounded.tobytes()).cast("b"))
