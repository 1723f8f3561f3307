"""The meeting room while a meeting is on."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.live"
    label = "live"
