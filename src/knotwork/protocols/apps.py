"""Meeting shapes as data."""

from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.protocols"
    label = "protocols"
