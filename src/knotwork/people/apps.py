"""Accounts, sign-in, profile, time zone, preferences, leaving."""

from collections.abc import Iterable

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from knotwork.people.words import ABOUT_STANDING, WORDS
from knotwork.platform.design import places
from knotwork.platform.kit import kept_out, refusals, words


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
        places.register(_host_place, order=90)
        kept_out.register_desk(lambda: reverse("people:names_found"))


def _host_place(request: HttpRequest) -> Iterable[places.Place]:
    """Whoever looks after the host finds its page in the masthead."""
    if getattr(request.user, "is_host", False):
        url = reverse("host")
        yield places.Place(_("This host"), url, is_current=request.path.startswith(url))


def _own_place(request: HttpRequest) -> places.Place | None:
    """A person's name in the masthead leads to their profile."""
    url = reverse("people:profile")
    return places.Place(str(getattr(request.user, "name", "")), url, is_current=request.path.startswith(url))
