"""Whether a claim's search terms are stored: true of all that have them, false of what an earlier release writes."""

from django.db import migrations, models

# PostgreSQL keeps the first default for the rows there are, without writing them.
ADD = """
    ALTER TABLE reviews_claim ADD COLUMN searchable boolean NOT NULL DEFAULT true;
    ALTER TABLE reviews_claim ALTER COLUMN searchable SET DEFAULT false
"""
# Claims of a release that knew no embeddings were registered by nobody, and may lack their terms too.
MARK = """
    UPDATE reviews_claim c SET searchable = false
    WHERE NOT EXISTS (SELECT FROM reviews_claimembedding e WHERE e.claim_id = c.id)
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_embeddings_and_a_threshold")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(ADD, "ALTER TABLE reviews_claim DROP COLUMN searchable"),
            ],
            state_operations=[
                migrations.AddField(
                    model_name="claim",
                    name="searchable",
                    field=models.BooleanField(db_default=False, default=True, editable=False),
                ),
            ],
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
