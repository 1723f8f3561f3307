"""The outbox, sending, unsubscribing."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.platform.mail"
    label = "mail"

    def ready(self) -> None:
        """Tell the administrator when mail does not leave."""
        from knotwork.platform.design import banners  # noqa: PLC0415 – models must be loaded first
        from knotwork.platform.mail import banner  # noqa: PLC0415 – see above

        banners.register(banner.of)
