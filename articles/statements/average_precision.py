"""Average precision of a ranking, the measure of the scorer and of its baselines."""

from __future__ import annotations

from collections.abc import Sequence


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the mean, over the positives, of the precision at their rank; ties share their worst rank.

    0..1; 0.0 without a positive. With ties this is the step-wise sum of precision over recall, as in
    Manning, Raghavan and Schütze, Introduction to Information Retrieval, section 8.4.
    """
    by_score: dict[float, list[bool]] = {}
    for score, label in zip(scores, labels, strict=True):
        by_score.setdefault(score, []).append(label)
    found, seen, total = 0, 0, 0.0
    for score in sorted(by_score, reverse=True):
        group = by_score[score]
        found, seen = found + sum(group), seen + len(group)
        total += sum(group) * found / seen
    return total / found if found else 0.0
