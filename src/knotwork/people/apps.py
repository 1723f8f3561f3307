"""Accounts, sign-in, profile, time zone, preferences, leaving."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse

from knotwork.people.words import ABOUT_STANDING, WORDS
from knotwork.platform.design import places
from knotwork.platform.kit import refusals, words


class PeopleConfig(AppConfig):
    """Registers the app, its words, its letters and where a person's name leads."""

    name = "knotwork.people"
    label = "people"

    def ready(self) -> None:
        """Teach the house this app's words and letters."""
        from knotwork.people import emails  # noqa: PLC0415 – models first

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        emails.register()
        places.register_own(_own_place)


def _own_place(request: HttpRequest) -> places.Place | None:
    """A person's name in the masthead leads to their profile."""
    url = reverse("people:profile")
    return places.Place(str(getattr(request.user, "name", "")), url, is_current=request.path.startswith(url))
