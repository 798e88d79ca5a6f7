"""What we think of it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the one upward signal."""
        from reviews import receivers

        receivers.connect()
