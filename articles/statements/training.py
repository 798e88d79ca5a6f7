"""Fits the scorer: logistic regressions whose weights may not contradict the reasons shown to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from articles.statements.assessment import READ
from articles.statements.checkability import judge
from articles.statements.features import NAMES, features
from articles.statements.lexicon import words
from articles.statements.signals import raising
from articles.statements.wording import Wording

Features = Mapping[str, float]

STRENGTH: Final = 2.7
"""Inverse strength of the ridge over embeddings; chosen by leaving one style out."""
RAISING: Final = words(
    """
    money quantity number actor date comparison place terms figures name names digits regular_past past
    present
    plain subject harm change record research share_words superlative cause office people saying quoted
    """
)
"""Features shown as reasons for a check: their weight is never below 0."""
LOWERING: Final = words(
    """
    says_opinion says_prediction says_question says_other asks calls short brief no_verb pointer modal self
    ours
    stance judging floor invites simile yours feeling courtesy hedges vague praise promotion ought
    """
)
"""Features shown as reasons against: their weight is never above 0."""


PRIOR: Final = {
    "money": 1.4, "quantity": 1.4, "digits": 1.0, "number": 0.4, "actor": 0.5, "date": 0.4,
    "comparison": 0.4, "superlative": 0.5, "cause": 0.3, "place": 0.25, "office": 0.25, "terms": 0.3,
    "hedges": -0.5, "vague": -0.3, "praise": -0.5, "promotion": -0.3, "pointer": -0.2, "no_verb": -0.4,
}  # fmt: skip
"""What the rules held before any label: weights are drawn towards these, the others towards 0."""


def read_features(text: str) -> dict[str, float]:
    """Return the features of one English sentence, {} when it holds no word."""
    wording = Wording(text[:READ])
    if not wording.words:
        return {}
    signals = raising(wording)
    return features(wording, signals, judge(wording, signals, "sentence")[0])


def fit(rows: Sequence[Features], labels: Sequence[bool], *, penalty: float) -> dict[str, Any]:
    """Return {"intercept", "weights"}: least log loss + penalty/2 × squared distance from `PRIOR`.

    Classes count alike, whatever their size. The bounds on the signs keep fifty features on some hundred
    rows from learning nonsense. Deterministic: L-BFGS-B from zero.
    """
    # Heavy libraries, needed for training alone: judging a sentence takes none.
    import numpy as np
    from scipy.optimize import minimize

    matrix = np.array([[row.get(name, 0.0) for name in NAMES] + [1.0] for row in rows])
    truth = np.array([1.0 if label else -1.0 for label in labels])
    positive = max(1, sum(labels))
    counts = np.where(
        truth > 0, len(truth) / (2 * positive), len(truth) / (2 * max(1, len(truth) - positive))
    )
    ridge = np.array([penalty] * len(NAMES) + [0.0])
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES] + [0.0])

    def loss(weights: Any) -> tuple[float, Any]:
        margin = truth * (matrix @ weights)
        wrong = 1.0 / (1.0 + np.exp(np.clip(margin, -30, 30)))
        value = float(
            (counts * np.logaddexp(0.0, -margin)).sum() + 0.5 * (ridge * (weights - prior) ** 2).sum()
        )
        return value, -(matrix.T @ (counts * truth * wrong)) + ridge * (weights - prior)

    bounds = [_bound(name) for name in NAMES] + [(None, None)]
    best = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = {
        name: round(float(weight), 4)
        for name, weight in zip(NAMES, best, strict=False)
        if abs(weight) >= 1e-4
    }
    return {"intercept": round(float(best[-1]), 4), "weights": weights}


def fit_plane(vectors: Sequence[Sequence[float]], labels: Sequence[bool]) -> dict[str, Any]:
    """Return {"intercept", "weights"} of a logistic regression over vectors of length 1, balanced."""
    # A heavy library, needed for training alone.
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2_000).fit(vectors, labels)
    weights = [round(float(weight), 3) for weight in model.coef_[0]]
    return {"intercept": round(float(model.intercept_[0]), 4), "weights": weights}


def _bound(name: str) -> tuple[float | None, float | None]:
    if name == "auxiliary":
        # “is” and “was” stand in facts and views alike: our labels tell more of their own style here.
        return (-0.6, 0.0)
    if name == "subject":
        # What a desk cares for differs from ours: a subject alone must not carry a sentence.
        return (0.0, 0.6)
    if name == "regular_past":
        return (0.0, 1.2)
    if name == "plain":
        # The shape of a short sentence tells much in debates and posts, and little in an article.
        return (0.0, 0.2)
    if name == "digits":
        # Debates and posts throw figures about; in an article they are what gets checked first.
        return (1.0, None)
    if name in {"pointer", "hedges", "vague", "praise", "promotion", "no_verb"}:
        # Shown as reasons against a check, so they must lower the score, be it by little.
        return (None, -0.1)
    return (0.0 if name in RAISING else None, 0.0 if name in LOWERING else None)
