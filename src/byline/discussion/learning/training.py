"""Training: run in a short-lived process of its own, since what it needs takes more memory than a worker has."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from byline.discussion.learning.examples import Example
from byline.discussion.learning.features import SIZE, features_of
from byline.discussion.learning.weight_table import UNREACHABLE_THRESHOLD, FilterReport, WeightTable

WANTED = 0.95  # precision
SURE = 0.7  # no lower threshold, however well the few do
MODEST = 0.9  # nor one for what was learned from invented texts
HELD_OUT = 0.25  # the newest
OWN_WEIGHT = 3.0  # of a site's decision against a shipped text
FOLDS = 5


def learn(
    own: Sequence[Example], base: Sequence[Example], now: datetime, seen: int = 0
) -> WeightTable:
    """The table that a site's own examples (oldest first) and the shipped ones give.

    Its threshold is the lowest at which both what it says of the older three quarters (each part told by the others) and what
    a table of those says of the newest quarter are right in WANTED of the cases; that quarter is what the report tells of.
    """
    older, newest = own[: int(len(own) * (1 - HELD_OUT))], own[int(len(own) * (1 - HELD_OUT)) :]
    scores, truth = _unseen(older, base)
    first = _table(_fitted([*older, *base], len(older)))
    later = np.array([first.score(each.name, each.text, each.link) for each in newest])
    bad = np.array([each.is_bad for each in newest], dtype=bool)
    threshold = max(threshold_for(scores, truth), threshold_for(later, bad))
    report = _report(later, bad, threshold)
    report = replace(report, learned_at=now.isoformat(), decisions=len(own), seen=seen, is_own=True)
    return replace(_table(_fitted([*own, *base], len(own))), report=report)


def learn_neutral(base: Sequence[Example]) -> WeightTable:
    """The table that is shipped, from the shipped texts alone; each fifth of them is held out once."""
    scores, truth = _unseen(base, [])
    threshold = max(threshold_for(scores, truth), MODEST)
    report = replace(_report(scores, truth, threshold), decisions=len(base))
    return replace(_table(_fitted(base, 0)), report=report)


def threshold_for(scores: "np.ndarray", truth: "np.ndarray") -> float:
    """The lowest threshold, not below SURE, of which WANTED of what reaches it is bad; NEVER where nothing bad does."""
    best = UNREACHABLE_THRESHOLD
    for threshold in sorted({score for score in scores if score >= SURE} | {SURE}, reverse=True):
        caught = scores >= threshold
        if truth[caught].any() and truth[caught].mean() >= WANTED:
            best = float(threshold)
    return round(best, 4) if best == UNREACHABLE_THRESHOLD else float(np.ceil(best * 1000) / 1000)


def _report(scores: "np.ndarray", truth: "np.ndarray", threshold: float) -> FilterReport:
    caught = scores >= threshold
    return FilterReport(
        held_out=len(truth),
        precision=round(float(truth[caught].mean()), 4) if caught.any() else None,
        recall=round(float(caught[truth].mean()), 4) if truth.any() else None,
        threshold=threshold,
    )


def _unseen(own: Sequence[Example], base: Sequence[Example]) -> "tuple[np.ndarray, np.ndarray]":
    """What each of `own` scores by a table that has learned from `base` and from the others, and what it is."""
    truth = np.array([each.is_bad for each in own], dtype=bool)
    matrix, folds = _matrix(own), StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    if not base:
        return cross_val_predict(_model(), matrix, truth, cv=folds, method="predict_proba")[
            :, 1
        ], truth
    scores = np.zeros(len(own))
    for learnt, told in folds.split(matrix, truth):
        model = _fitted([*(own[place] for place in learnt), *base], len(learnt))
        scores[told] = model.predict_proba(matrix[told])[:, 1]
    return scores, truth


def _fitted(examples: Sequence[Example], own: int) -> LogisticRegression:
    weights = np.array([OWN_WEIGHT] * own + [1.0] * (len(examples) - own))
    return _model().fit(
        _matrix(examples), [each.is_bad for each in examples], sample_weight=weights
    )


def _model() -> LogisticRegression:
    return LogisticRegression(C=3.0, class_weight="balanced", max_iter=500)


def _matrix(examples: Sequence[Example]) -> csr_matrix:
    values, places, ends = [], [], [0]
    for each in examples:
        for place, weight in features_of(each.name, each.text, each.link):
            places.append(place)
            values.append(weight)
        ends.append(len(places))
    matrix = csr_matrix((values, places, ends), shape=(len(examples), SIZE))
    matrix.sum_duplicates()  # two kinds of features may share a place
    return matrix


def _table(model: LogisticRegression) -> WeightTable:
    """The model's weights as bytes."""
    weights = model.coef_[0]
    scale = float(np.abs(weights).max()) / 127 or 1.0
    rounded = np.round(weights / scale).astype(np.int8)
    return WeightTable(float(model.intercept_[0]), scale, memoryview(rounded.tobytes()).cast("b"))
