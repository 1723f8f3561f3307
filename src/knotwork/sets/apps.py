"""Sets, memberships, invitations, facilitator terms, stages, standing."""

from django.apps import AppConfig


class SetsConfig(AppConfig):
    """Registers the app with Django, its words, its letters and its places."""

    name = "knotwork.sets"
    label = "sets"

    def ready(self) -> None:
        """Register words, kinds of letters, and places in the masthead."""
        from knotwork.people import joining  # noqa: PLC0415 – models first
        from knotwork.platform.access import refused  # noqa: PLC0415 – models first
        from knotwork.platform.design import places  # noqa: PLC0415 – models first
        from knotwork.platform.kit import refusals  # noqa: PLC0415 – models first
        from knotwork.platform.kit import words as said  # noqa: PLC0415 – models first
        from knotwork.platform.mail import kinds  # noqa: PLC0415 – models first
        from knotwork.sets import emails, queries, services, words  # noqa: PLC0415 – models first
        from knotwork.sets.views import masthead  # noqa: PLC0415 – models first

        said.register(*words.WORDS)
        refusals.register_about_standing(*words.ABOUT_STANDING)
        for kind in emails.KINDS:
            kinds.register(kind)
        refused.tell_whose("set_id", queries.whose_set)
        joining.register(state=services.account_state, use=services.open_account_with)
        places.register_within(masthead.people, order=60)
        places.register_within(masthead.handing_over, order=places.AMONG_MORE + 2)
