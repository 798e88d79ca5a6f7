"""The index of the matches that the machine may confirm, made beside writing."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("reviews", "0015_merges_that_can_be_undone")]

    operations = [
        AddIndexConcurrently(
            model_name="claimmatch",
            index=models.Index(condition=models.Q(("confirm_due", True)), fields=["id"], name="match_confirm_due"),
        ),
    ]
