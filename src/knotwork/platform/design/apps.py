"""The design system: tokens, components, layers."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.platform.design"
    label = "design"
