"""The outbox, sending, unsubscribing."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.platform.mail"
    label = "mail"
