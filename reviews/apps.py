"""What we think of it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the one upward signal, and have `/metrics` tell of the reviews' queues."""
        from factcheck import metrics
        from reviews import measures, receivers

        receivers.connect()
        metrics.add_source(measures.source)
