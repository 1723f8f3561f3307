"""Accounts, sign-in, profile, time zone, preferences, leaving."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.people"
    label = "people"
