"""Claiming and running due rows."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.platform.jobs"
    label = "jobs"
