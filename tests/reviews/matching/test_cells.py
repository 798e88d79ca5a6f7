"""Cells: what means alike mostly shares one, whatever else there is."""

from __future__ import annotations

import numpy as np

from reviews.matching.cells import PROBES, TURNS, cells, signature


def near(vector, cosine):
    """Return a vector of length 1 at this cosine from `vector`."""
    other = np.random.default_rng(1).standard_normal(384)
    other -= (other @ vector) * vector
    return (cosine * vector + (1 - cosine**2) ** 0.5 * other / np.linalg.norm(other)).astype(np.float32)


def some(count):
    found = np.random.default_rng(0).standard_normal((count, 384)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_most_neighbours_are_in_a_cell_that_is_looked_into():
    met = [bool(set(cells(one, realm="1 en", probes=PROBES)) & set(cells(near(one, 0.85), realm="1 en")))
           for one in some(100)]  # fmt: skip
    assert sum(met) >= 90


def test_others_mostly_are_not():
    first, *others = some(200)
    looked_into = set(cells(first, realm="1 en", probes=PROBES))
    assert sum(bool(looked_into & set(cells(one, realm="1 en"))) for one in others) < 20


def test_a_vector_lies_in_one_cell_of_each_rotation_and_of_its_realm():
    [vector] = some(1)
    assert len(set(cells(vector, realm="1 en"))) == TURNS
    assert not set(cells(vector, realm="1 en")) & set(cells(vector, realm="2 en"))


def test_the_nearer_the_fewer_bits_differ():
    [vector] = some(1)
    differ = [
        sum(a != b for a, b in zip(signature(vector), signature(near(vector, cosine)), strict=True))
        for cosine in (1.0, 0.9, 0.6, 0.0)
    ]
    assert differ == sorted(differ)
    assert differ[0] == 0
