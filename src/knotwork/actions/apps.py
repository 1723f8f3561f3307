"""What members set out to try, by when, and what came of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.platform.design.places import Place


class ActionsConfig(AppConfig):
    """Registers the app, its words, its place beside a set and its part of a challenge's page."""

    name = "knotwork.actions"
    label = "actions"

    def ready(self) -> None:
        """Teach the house this app's words and places."""
        from knotwork.actions import emails, offshoot, queries, services  # noqa: PLC0415 – apps must be loaded first
        from knotwork.actions.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above
        from knotwork.challenges import offshoots  # noqa: PLC0415 – see above
        from knotwork.platform.access import refused  # noqa: PLC0415 – see above
        from knotwork.platform.design import places  # noqa: PLC0415 – see above
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – see above
        from knotwork.platform.mail import kinds  # noqa: PLC0415 – see above
        from knotwork.sets import withdrawing  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refused.tell_whose("action_id", queries.whose_action)
        refusals.register_about_standing(*ABOUT_STANDING)
        withdrawing.on_taking_back(services.give_back)
        places.register_within(_places, order=50)
        kinds.register(emails.KIND)
        kinds.register(emails.CALLED)
        offshoots.register(offshoot.KIND)


def _places(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        url = reverse("actions:of_set", args=[subject.pk])
        yield Place(_("Actions"), url, request.path.startswith((url, "/actions/")))
