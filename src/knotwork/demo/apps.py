"""A believable half-year, told with the apps' own services."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.demo"
    label = "demo"
