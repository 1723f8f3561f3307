"""Append-only record of who did what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.platform.audit"
    label = "audit"
