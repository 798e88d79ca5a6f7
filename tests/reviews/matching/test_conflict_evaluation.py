"""Conflicts of one event: what a person marked as such, and what counts as found."""

from __future__ import annotations

import json

from reviews.matching.conflict_evaluation import Version, conflict_figures, versions


def _told(key, version, text="It rained.", article="A", **more):
    return {
        "id": key, "event": "e", "article": article, "claim": "c", "version": version, "text": text, **more,
    }  # fmt: skip


def _version(*args, **more):
    return Version(**_told(*args, **more))


def test_two_versions_of_one_claim_contradict_each_other():
    assert _version("1", "a").contradicts(_version("2", "b"))


def test_one_version_told_twice_does_not_contradict():
    assert not _version("1", "a").contradicts(_version("2", "a"))


def test_a_vague_version_fits_all_others():
    assert not _version("1", "vague").contradicts(_version("2", "b"))


def test_a_version_that_names_what_it_denies_fits_the_rest():
    rail = _version("1", "b", denies=("a",))
    no_rock = _version("2", "c", denies=("a",))
    rock = _version("3", "a")
    assert rail.contradicts(rock)
    assert rock.contradicts(no_rock)
    assert not rail.contradicts(no_rock)


def test_statements_of_other_claims_do_not_contradict():
    other = Version(**{**_told("2", "b"), "claim": "d"})
    assert not _version("1", "a").contradicts(other)


def test_figures_count_pairs_across_articles_only(tmp_path):
    file = tmp_path / "conflicts.jsonl"
    rows = [
        _told("1", "a", "Seven people died in the fire at the mill in Lindt."),
        _told("2", "b", "Nine people died in the fire at the mill in Lindt.", article="B"),
        _told("3", "b", "Nine people died in the fire at the mill in Lindt."),
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = conflict_figures(file)
    assert (found.pairs, found.labelled, found.said, found.right) == (2, 1, 1, 1)
    assert (found.precision, found.recall) == (1.0, 1.0)


def test_our_event_has_conflicts_and_no_statement_twice():
    every = versions()
    assert len({one.id for one in every}) == len({one.text for one in every}) == len(every) == 109
    conflicts = [(one, other) for one in every for other in every if one.contradicts(other)]
    assert len(conflicts) == 120
