"""The design system: tokens, components, layers."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Registers the app with Django and lets forms speak plainly."""

    name = "knotwork.platform.design"
    label = "design"

    def ready(self) -> None:
        """Give forms our words before any form is made."""
        from knotwork.platform.design import faults  # noqa: PLC0415 – forms need the apps to be loaded

        faults.speak_plainly()
