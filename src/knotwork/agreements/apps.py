"""The working agreement, and the versions and consents of every rule of a set."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.agreements"
    label = "agreements"
