"""The index of the claims that wait for their search terms, made beside writing."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("reviews", "0012_claims_that_wait_for_search_terms")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(condition=models.Q(("searchable", False)), fields=["-id"], name="claim_to_index"),
        ),
    ]
