"""Sealed columns, the keyring and key rotation."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.platform.sealing"
    label = "sealing"
