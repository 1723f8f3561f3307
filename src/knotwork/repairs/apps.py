"""Something said in a set got out, and what becomes of it."""

from django.apps import AppConfig


class RepairsConfig(AppConfig):
    """Registers the app and its words."""

    name = "knotwork.repairs"
    label = "repairs"

    def ready(self) -> None:
        """Teach the house this app's words."""
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – apps must be loaded first
        from knotwork.repairs import services  # noqa: PLC0415 – see above
        from knotwork.repairs.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above
        from knotwork.sets import withdrawing  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        withdrawing.on_taking_back(services.give_back)
