"""The working agreement, and the versions and consents of every rule of a set."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Registers the app with Django, its words, its kinds of rule, and its interest in who belongs to a set."""

    name = "knotwork.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Register words and kinds, and listen to joining and leaving."""
        from knotwork.agreements import emails, forms, kinds, services, standard, words  # noqa: PLC0415 – models first
        from knotwork.agreements.views import masthead  # noqa: PLC0415 – models first
        from knotwork.platform.design import places  # noqa: PLC0415 – models first
        from knotwork.platform.kit import refusals  # noqa: PLC0415 – models first
        from knotwork.platform.kit import words as said  # noqa: PLC0415 – models first
        from knotwork.platform.mail import kinds as letters  # noqa: PLC0415 – models first
        from knotwork.sets import circle, withdrawing  # noqa: PLC0415 – models first

        said.register(*words.WORDS)
        refusals.register_about_standing(*words.ABOUT_STANDING)
        kinds.register(standard.AGREEMENT)
        kinds.register(standard.FACILITATION)
        kinds.register(standard.SILENCE, forms.SilenceForm.made)
        kinds.register(standard.ADMISSION, forms.AdmissionForm.made)
        kinds.register(standard.NEWCOMER, forms.NewcomerForm.made)
        for letter in emails.KINDS:
            letters.register(letter)
        circle.on_change(services.recount)
        withdrawing.on_taking_back(services.give_back)
        places.register_within(masthead.agreement, order=30)
        places.register_within(masthead.facilitation, order=places.AMONG_MORE + 1)
