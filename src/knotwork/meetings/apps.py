"""Rhythm, dates, attendance, airtime; one meeting's calendar file."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Registers the app with Django, its words with the screens and its letters with the outbox."""

    name = "knotwork.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make known what other parts show and send."""
        from knotwork.meetings import emails, words  # noqa: PLC0415 – models must be loaded first
        from knotwork.platform.kit.words import register  # noqa: PLC0415 – see above
        from knotwork.platform.mail import kinds  # noqa: PLC0415 – see above

        register(words.WORDS)
        for kind in emails.KINDS:
            kinds.register(kind)
