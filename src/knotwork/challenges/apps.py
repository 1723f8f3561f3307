"""The knotty problem: framings, interventions, brief."""

from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.challenges"
    label = "challenges"
