"""The project package as an installed app."""

from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
