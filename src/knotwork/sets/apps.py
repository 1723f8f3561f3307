"""Sets, memberships, invitations, facilitator terms, stages, standing."""

from django.apps import AppConfig


class SetsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.sets"
    label = "sets"
