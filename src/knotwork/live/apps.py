"""The meeting room while a meeting is on."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the app, its sentences, its checks and who must hear of a move."""

    name = "knotwork.live"
    label = "live"

    def ready(self) -> None:
        """Say our words, check our moves, and let the streams hear of what is kept."""
        import knotwork.live.checks  # noqa: F401, PLC0415 – apps are loaded only now; importing registers
        from knotwork.live.services import give_back, telling  # noqa: PLC0415 – see above
        from knotwork.live.services.people import circle_changed  # noqa: PLC0415 – see above
        from knotwork.live.stream import fanout  # noqa: PLC0415 – see above
        from knotwork.live.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above
        from knotwork.platform import bus  # noqa: PLC0415 – see above
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – see above
        from knotwork.sets import circle, withdrawing  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        telling.on_moved(fanout.moved)
        bus.on_hint(fanout.hinted)
        bus.on_closing(fanout.close)
        circle.on_change(circle_changed)
        withdrawing.on_taking_back(give_back)
