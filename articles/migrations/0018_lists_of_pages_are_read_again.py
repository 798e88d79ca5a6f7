"""Sitemaps that an index names without a time are read again by their age."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_retry_of_the_rest_of_a_file")]

    operations = [
        migrations.AddField("listedpage", "is_list", models.BooleanField(db_default=False, default=False)),
        # Until now nothing said which of them are lists. One that turns out to be none is noted as none.
        migrations.RunSQL(
            r"UPDATE articles_listedpage SET is_list = true WHERE url ~* '\.xml(\.gz)?$'",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            "listedpage",
            models.Index(
                name="listed_page_lists",
                fields=["feed", "fetched_at"],
                condition=Q(is_list=True, modified_at__isnull=True),
            ),
        ),
    ]
