"""What members set out to try, by when, and what came of it."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.actions"
    label = "actions"
