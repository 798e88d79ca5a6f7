"""What a claim means, as a vector, and the cells in which it is looked up without pgvector."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from reviews.models.claim import Claim


class Bits(models.Field):  # type: ignore[type-arg]  # no subscript at run time
    """384 bits, written as so many digits."""

    def db_type(self, connection: object) -> str:
        """Return the type of the column."""
        return "bit(384)"


class Real(models.FloatField):  # type: ignore[type-arg]
    """A number of four bytes; pgvector casts a list of them to its own type."""

    def db_type(self, connection: object) -> str:
        """Return the type of the column."""
        return "real"


class ClaimEmbedding(models.Model):
    """The embedding of one claim by one model and version. A row without a vector is due.

    `realm` is the claim's desk and language. Where the extension pgvector is there, an index over the vector
    (HNSW) finds the nearest; see `meaning`.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="embedding")
    realm = models.CharField(max_length=40)
    model = models.CharField(max_length=60, blank=True, default="", db_default="")
    version = models.CharField(max_length=64, blank=True, default="", db_default="")
    vector = ArrayField(Real(), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="embedding_names_its_model",
                condition=Q(vector__isnull=True, model="", version="")
                | Q(vector__isnull=False) & ~Q(model="") & ~Q(version=""),
            ),
        ]
        indexes = [
            # embeddings.embed_due: claims that wait for their vector, the newest first
            models.Index(name="embedding_due", fields=["-claim"], condition=Q(vector__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.model or 'due'}"


class ClaimCell(models.Model):
    """A claim in one cell (`matching.cells`), with the signature that measures it roughly."""

    pk = models.CompositePrimaryKey("cell", "claim_id")
    cell = models.IntegerField()
    claim = models.ForeignKey(
        Claim, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="cells"
    )
    signature = Bits()

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.cell}"
