"""Learning notes and the private log."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.platform.design.places import Place


class ReflectionsConfig(AppConfig):
    """Registers the app, its words and its places."""

    name = "knotwork.reflections"
    label = "reflections"

    def ready(self) -> None:
        """Teach the house this app's words and places."""
        from knotwork.platform.design import places  # noqa: PLC0415 – apps must be loaded first
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – see above
        from knotwork.reflections import services  # noqa: PLC0415 – see above
        from knotwork.reflections.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above
        from knotwork.sets import withdrawing  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        withdrawing.on_taking_back(services.give_back)
        places.register(_places, order=70)
        places.register_within(_places_within, order=60)
        places.register_within(_readiness, order=places.AMONG_MORE + 3)


def _places(request: HttpRequest) -> Iterable["Place"]:
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – apps must be loaded first

    for label, name in ((_("My notes"), "reflections:notes"), (_("My log"), "reflections:log")):
        url = reverse(name)
        yield Place(label, url, request.path.startswith(url))


def _places_within(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.access import passed  # noqa: PLC0415 – apps must be loaded first
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – see above
    from knotwork.sets.enums import Standing  # noqa: PLC0415 – see above
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if not isinstance(subject, LearningSet):
        return
    names = [(_("Learning notes"), "reflections:notes_of_set")]
    if Standing.MEMBER in passed.standings(request):
        names.append((_("How we are doing"), "reflections:pulse"))
    for label, name in names:
        url = reverse(name, args=[subject.pk])
        yield Place(label, url, request.path == url)


def _readiness(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.access import passed  # noqa: PLC0415 – apps must be loaded first
    from knotwork.platform.design.places import MORE, Place  # noqa: PLC0415 – see above
    from knotwork.sets.enums import Standing  # noqa: PLC0415 – see above
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet) and Standing.MEMBER in passed.standings(request):
        url = reverse("reflections:readiness", args=[subject.pk])
        yield Place(_("Could we run ourselves?"), url, request.path == url, group=str(MORE))
