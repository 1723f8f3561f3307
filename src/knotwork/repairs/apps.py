"""Something said in a set got out, and what becomes of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.platform.design.places import Place


class RepairsConfig(AppConfig):
    """Registers the app, its words and its place."""

    name = "knotwork.repairs"
    label = "repairs"

    def ready(self) -> None:
        """Teach the house this app's words and its place."""
        from knotwork.platform.design import places  # noqa: PLC0415 – apps must be loaded first
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – apps must be loaded first
        from knotwork.repairs import services  # noqa: PLC0415 – see above
        from knotwork.repairs.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above
        from knotwork.sets import withdrawing  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        withdrawing.on_taking_back(services.give_back)
        places.register_within(_places, order=places.AMONG_MORE + 5)


def _places(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.access import passed  # noqa: PLC0415 – apps must be loaded first
    from knotwork.platform.design.places import MORE, Place  # noqa: PLC0415 – see above
    from knotwork.sets.enums import Standing  # noqa: PLC0415 – see above
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet) and Standing.MEMBER in passed.standings(request):
        url = reverse("repairs:of_set", args=[subject.pk])
        yield Place(_("Something got out"), url, request.path == url, group=str(MORE))
