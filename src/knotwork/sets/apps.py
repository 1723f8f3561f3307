"""Sets, memberships, invitations, facilitator terms, stages, standing."""

from django.apps import AppConfig


class SetsConfig(AppConfig):
    """Registers the app with Django, its words and its letters."""

    name = "knotwork.sets"
    label = "sets"

    def ready(self) -> None:
        """Register words and kinds of letters."""
        from knotwork.platform.kit import words as said  # noqa: PLC0415 – models first
        from knotwork.platform.mail import kinds  # noqa: PLC0415 – models first
        from knotwork.sets import emails, words  # noqa: PLC0415 – models first

        said.register(words.WORDS)
        for kind in emails.KINDS:
            kinds.register(kind)
