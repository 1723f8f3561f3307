"""Pages made of several apps' queries: home and a set's page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.home"
    label = "home"
