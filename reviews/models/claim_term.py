"""A claim under one of its search terms: the rows in which claims in like words are looked up."""

from __future__ import annotations

from django.db import models

from reviews.models.claim import Claim


class ClaimTerm(models.Model):
    """One search term of one claim (`matching.search_terms`); written with the claim, and never changed.

    The key is the index that `claim_lookup.nearest` reads from its newest end. The claim is no foreign key
    for PostgreSQL: twenty checks of it a claim would cost more than the rows, and claims are never deleted.
    """

    pk = models.CompositePrimaryKey("term", "claim_id")
    term = models.IntegerField()
    claim = models.ForeignKey(
        Claim, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="terms"
    )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.term}"
