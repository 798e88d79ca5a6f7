"""Suggested matches: claims in like words, never confirmed by the machine."""

from __future__ import annotations

from django.db import connection

from reviews.actions import candidates, claims
from reviews.matching.search_terms import search_terms
from reviews.matching.similarity import score
from reviews.models import Claim, ClaimMatch, ClaimTerm, DeskPolicy, ReviewTask, claim_lookup
from tests.reviews.actions.paper import claim_of, print_article

OLD = "The old bridge at Tessel is 90 metres long, says the harbour office."
NEAR = "The old bridge at Tessel is 91 metres long, the harbour office says."
FAR = "Inflation in Norland fell to 2.1 percent, its lowest rate since spring."


def test_a_claim_in_like_words_is_suggested_with_its_score_and_both_are_still_asked(desk):
    claims.match(print_article(desk, OLD).pk)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 1
    row = ClaimMatch.objects.get(state="SUGGESTED")
    assert (row.claim.text, row.exact, row.method, row.decided_by) == (OLD, NEAR, "trigram", None)
    assert row.score == score(OLD, NEAR)
    assert ReviewTask.objects.live().count() == 2


def test_other_words_are_not_suggested(desk):
    claims.match(print_article(desk, OLD).pk)
    assert claims.match(print_article(desk, FAR).pk).suggestions == 0


def test_a_desk_that_asks_for_more_likeness_is_shown_less(desk):
    claims.match(print_article(desk, OLD).pk)
    DeskPolicy.objects.filter(desk=desk).update(suggest_from=0.99)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 0


def test_two_like_statements_of_one_article_are_asked_about_once(desk):
    revision = print_article(desk, OLD, NEAR)
    assert claims.match(revision.pk).suggestions == 1
    row = ClaimMatch.objects.get(state="SUGGESTED")
    older, newer = sorted([claim_of(revision, OLD), claim_of(revision, NEAR)], key=lambda claim: claim.pk)
    assert (row.claim, row.exact) == (older, newer.text)


def test_a_repeat_of_a_known_claim_is_not_asked_about_again(desk):
    claims.match(print_article(desk, OLD).pk)
    claims.match(print_article(desk, NEAR).pk)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 0


def test_another_desk_another_language_and_what_is_set_aside_are_not_suggested(desk, other_desk, editor):
    claims.match(print_article(other_desk, OLD).pk)
    claims.match(print_article(desk, OLD, language="de").pk)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 0
    claims.dismiss(claim=Claim.objects.get(text=NEAR), by=editor, reason="Common knowledge.")
    assert claims.match(print_article(desk, OLD).pk).suggestions == 0


def test_a_statement_gets_at_most_three_suggestions_the_likest(desk):
    for metres in range(80, 86):
        claims.match(print_article(desk, OLD.replace("90", str(metres))).pk)
    ClaimMatch.objects.filter(state="SUGGESTED").delete()
    last = print_article(desk, OLD.replace("90 metres", "850 metres"))
    assert claims.match(last.pk).suggestions == 3
    scores = sorted(score(claim.text, last.text) for claim in Claim.objects.exclude(text=last.text))
    rows = ClaimMatch.objects.filter(state="SUGGESTED").values_list("score", flat=True)
    assert sorted(rows) == scores[-3:]


def test_a_claim_without_terms_is_never_a_candidate(desk):
    Claim.objects.create(desk=desk, text=OLD, fingerprint="f" * 64)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 0


def test_a_claim_written_by_hand_is_a_candidate_too(desk, editor):
    statement = print_article(desk, (OLD, {"checkability": "opinion"})).statements.get()
    claims.mark(statement=statement, by=editor)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 1


def test_many_claims_written_at_once_are_candidates_too(desk):
    claims.match_all([print_article(desk, OLD).pk, print_article(desk, FAR).pk])
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 1


def test_an_old_claim_is_found_under_its_rare_words_below_any_number_of_newer_ones(desk):
    claims.match(print_article(desk, OLD).pk)
    common = [_term(desk, word) for word in ("bridge", "harbour", "office")]
    newer = Claim.objects.bulk_create(
        Claim(desk=desk, text=f"Claim {n}", fingerprint=f"{n:064}") for n in range(2 * claim_lookup.PER_TERM)
    )
    ClaimTerm.objects.bulk_create(ClaimTerm(term=term, claim=claim) for claim in newer for term in common)
    assert claims.match(print_article(desk, NEAR).pk).suggestions == 1


def test_a_search_reads_only_the_newest_claims_under_a_term_and_those_in_the_index_alone(desk):
    claims.match(print_article(desk, NEAR).pk)
    values = claim_lookup.sought([Claim.objects.get()], desk=desk.pk, language="en")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reviews_claimterm (term, claim_id) SELECT %s, -n FROM generate_series(1, 10000) n",
            [_term(desk, "bridge")],
        )
        cursor.execute("ANALYZE reviews_claimterm")
        asked = {**values, "desk": desk.pk, "language": "en"}
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {candidates.FIND}", asked)
        [[[explained]]] = cursor.fetchall()
    [scan] = [one for one in _nodes(explained["Plan"]) if one.get("Relation Name") == "reviews_claimterm"]
    assert (scan["Node Type"], scan["Scan Direction"]) == ("Index Only Scan", "Backward")
    assert round(scan["Actual Rows"] * scan["Actual Loops"]) == claim_lookup.PER_TERM


def _term(desk, word: str) -> int:
    [term] = search_terms(word, realm=f"{desk.pk} en")
    return term


def _nodes(plan: dict) -> list[dict]:
    return [plan, *(node for below in plan.get("Plans", []) for node in _nodes(below))]
