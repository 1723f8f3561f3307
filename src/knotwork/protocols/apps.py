"""Meeting shapes as data."""

from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    """Registers the app and its words."""

    name = "knotwork.protocols"
    label = "protocols"

    def ready(self) -> None:
        """Teach the screens this app's words, and the sets their kind of rule."""
        from knotwork.agreements import kinds  # noqa: PLC0415 – apps must be loaded first
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – see above
        from knotwork.protocols import forms, services  # noqa: PLC0415 – see above
        from knotwork.protocols.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        kinds.register(services.REVIEW, forms.ReviewRule.made)
