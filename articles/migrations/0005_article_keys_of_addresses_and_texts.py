"""Articles that were imported before there were keys are known by their addresses and texts too."""

from collections.abc import Iterator

from django.db import migrations

from articles.identity import keys

CHUNK = 500


def learn(apps, schema_editor) -> None:
    """Give each article the keys of its address and its texts, the oldest article first."""
    ArticleKey = apps.get_model("articles", "ArticleKey")
    for chunk in _chunks(apps.get_model("articles", "Article").objects.order_by("pk")):
        rows = {
            (article.desk_id, key): article.pk
            for article in reversed(chunk)
            for sha256 in article.revisions.values_list("text_sha256", flat=True)
            for key in keys(
                source_slug="", external_id="", canonical_url=article.canonical_url, sha256=sha256
            )
        }
        ArticleKey.objects.bulk_create(
            (ArticleKey(desk_id=desk, key=key, article_id=pk) for (desk, key), pk in rows.items()),
            ignore_conflicts=True,
        )


def _chunks(articles) -> Iterator[list]:
    last = 0
    while chunk := list(articles.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_article_keys")]

    operations = [migrations.RunPython(learn, migrations.RunPython.noop, elidable=True)]
