"""What was published."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have `/metrics` tell of imports and their queues."""
        from articles import measures
        from factcheck import metrics

        metrics.add_source(measures.source)
