"""Search terms in place of sketches: their table, the terms of the claims there are, the sketches' index gone.

The sketch column stays in the table for a release that still writes it; only the model forgets it.
"""

import django.db.models.deletion
from django.db import migrations, models

from reviews.matching.search_terms import search_terms

BATCH = 2_000


def store_terms(apps, schema_editor):
    """Store the terms of every claim, in batches that may run again."""
    Claim, ClaimTerm = apps.get_model("reviews", "Claim"), apps.get_model("reviews", "ClaimTerm")
    last = 0
    while rows := list(
        Claim.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "desk", "language", "text")[:BATCH]
    ):
        last = rows[-1][0]
        terms = [
            ClaimTerm(term=term, claim_id=pk)
            for pk, desk, language, text in rows
            for term in search_terms(text, realm=f"{desk} {language}")
        ]
        ClaimTerm.objects.bulk_create(terms, ignore_conflicts=True, batch_size=10_000)


class Migration(migrations.Migration):
    # Each batch commits by itself, so that nothing is locked for long.
    atomic = False

    dependencies = [
        ("reviews", "0009_drafts_of_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimTerm",
            fields=[
                ("pk", models.CompositePrimaryKey("term", "claim_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("term", models.IntegerField()),
                ("claim", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="terms", to="reviews.claim")),
            ],
        ),
        migrations.RunPython(store_terms, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="claim", name="claim_sketch"),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="claim", name="sketch")],
        ),
    ]
