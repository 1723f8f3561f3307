"""The knotty problem: framings, interventions, brief."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.platform.design.places import Place


class ChallengesConfig(AppConfig):
    """Registers the app, its words and its place beside a set."""

    name = "knotwork.challenges"
    label = "challenges"

    def ready(self) -> None:
        """Teach the house this app's words and its place."""
        from knotwork.challenges import queries, services  # noqa: PLC0415 – apps must be loaded first
        from knotwork.challenges.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – apps must be loaded first
        from knotwork.platform.access import refused  # noqa: PLC0415 – see above
        from knotwork.platform.design import places  # noqa: PLC0415 – see above
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – see above
        from knotwork.sets import circle, withdrawing  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refused.tell_whose("challenge_id", queries.whose_challenge)
        refusals.register_about_standing(*ABOUT_STANDING)
        withdrawing.on_taking_back(services.give_back)
        withdrawing.on_taking_back(services.give_back_shared)
        circle.on_change(services.circle_changed)
        places.register_within(_places, order=40)


def _places(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        url = reverse("challenges:of_set", args=[subject.pk])
        here = request.path.startswith((url, "/challenges/"))
        yield Place(_("Challenges"), url, here)
