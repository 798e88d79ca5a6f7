"""Cells of the space of embeddings: texts that mean alike mostly lie in one, so that an index finds them.

Cross-polytope hashing (Andoni et al., Practical and Optimal LSH for Angular Distance, 2015): a vector is
turned by a fixed rotation, and lies in the cell of its longest coordinate and that one's sign. It needs no
training, so a cell means the same for ever. Two rotations make up for neighbours that the first one parts.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from articles.embedding import WIDTH, Vectors

TURNS: Final = 2
PROBES: Final = 12  # cells that a search looks into for each rotation

Rotation = npt.NDArray[np.float32]


def cells(vector: Vectors, *, realm: str, probes: int = 1) -> list[int]:
    """Return for each rotation the `probes` likeliest cells of a vector, as numbers of 31 bits.

    One probe is where it lies. Only vectors of one realm (the desk and language) share cells.
    """
    found = []
    for turn in range(TURNS):
        turned = _rotation(turn) @ vector
        for at in np.argsort(-np.abs(turned))[:probes]:
            found.append(_hash(f"{realm} {turn} {at} {turned[at] < 0}"))
    return found


def signature(vector: Vectors) -> str:
    """Return 384 digits, 1 where a coordinate is above 0: near vectors differ in few."""
    return "".join("1" if one > 0 else "0" for one in _rotation(0) @ vector)


@lru_cache(maxsize=TURNS)
def _rotation(turn: int) -> Rotation:
    """Return an orthogonal matrix, the same one for ever: of the bits of SHAKE-256, made upright."""
    bits = hashlib.shake_256(f"cells {turn}".encode()).digest(WIDTH * WIDTH * 2)
    uneven = np.frombuffer(bits, dtype="<u2").reshape(WIDTH, WIDTH).astype(np.float64) / 65_535 - 0.5
    upright, triangle = np.linalg.qr(uneven)
    rotation: Rotation = (upright * np.sign(np.diag(triangle))).astype(np.float32)
    return rotation


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest()) >> 1
