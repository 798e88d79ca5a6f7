"""Machine parts: which models judge, rank and compare at a desk, each with its version and hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from articles import embedding
from articles.statements import DETECTOR
from articles.statements.scorer import PATH, NoScorer, scorer
from factcheck.models import Desk
from reviews.matching import inference
from reviews.models import DeskModel


@dataclass(frozen=True, slots=True)
class MachinePart:
    """One part of the machine; `problem` is a line on why it is missing, empty where it works."""

    name: str
    version: str
    sha256: str = ""
    problem: str = ""
    is_off: bool = False


def machine_parts(desk: Desk) -> list[MachinePart]:
    """Return the parts in the order of the road: rules, scorer, the desk's active models, embeddings,
    and the network that compares."""
    return [
        MachinePart("Rules of statements", DETECTOR),
        _scorer(),
        *_desk_models(desk),
        _embeddings(),
        _inference(),
    ]


def _scorer() -> MachinePart:
    try:
        version = scorer().version
    except NoScorer as error:
        return MachinePart("Check-worthiness", "", problem=str(error))
    return MachinePart("Check-worthiness", version, hashlib.sha256(PATH.read_bytes()).hexdigest())


def _desk_models(desk: Desk) -> list[MachinePart]:
    rows = DeskModel.objects.filter(desk=desk, state=DeskModel.State.ACTIVE).order_by("language")
    return [
        MachinePart(
            f"Ranking of this desk, {model.language}",
            f"model {model.number}, {model.decisions:,} decisions",
            hashlib.sha256(json.dumps(model.coefficients, sort_keys=True).encode()).hexdigest(),
        )
        for model in rows
    ]


def _embeddings() -> MachinePart:
    name = "Embeddings"
    if not settings.EMBEDDINGS:
        return MachinePart(name, "", problem="Off by the setting EMBEDDINGS: words alone match.", is_off=True)
    problem = embedding.files_problem()
    if problem:
        return MachinePart(name, "", problem=f"{problem} Words alone match.")
    return MachinePart(name, embedding.NAME, embedding.MODEL_SHA256)


def _inference() -> MachinePart:
    name, folder = "Second reading of near claims", Path(settings.INFERENCE_MODEL)
    if not settings.INFERENCE_MODEL:
        said = "Off by the setting INFERENCE_MODEL: the rules alone compare."
        return MachinePart(name, "", problem=said, is_off=True)
    if problem := inference.problem(folder):
        return MachinePart(name, "", problem=f"{problem} The rules alone compare.")
    return MachinePart(name, folder.name, inference.version(folder))
