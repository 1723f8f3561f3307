"""Learning notes and the private log."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.reflections"
    label = "reflections"
