"""Accounts, sign-in, profile, time zone, preferences, leaving."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app, its words, its letters and its place in the masthead."""

    name = "knotwork.people"
    label = "people"

    def ready(self) -> None:
        """Teach the house this app's words and letters."""
        from knotwork.people.words import WORDS
        from knotwork.platform.kit import words

        words.register(WORDS)
