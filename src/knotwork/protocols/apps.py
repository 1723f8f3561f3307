"""Meeting shapes as data."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.platform.design.places import Place


class ProtocolsConfig(AppConfig):
    """Registers the app, its words and its place beside a set."""

    name = "knotwork.protocols"
    label = "protocols"

    def ready(self) -> None:
        """Teach the screens this app's words, and the sets their kind of rule."""
        from knotwork.agreements import kinds  # noqa: PLC0415 – apps must be loaded first
        from knotwork.platform.design import places  # noqa: PLC0415 – see above
        from knotwork.platform.kit import refusals, words  # noqa: PLC0415 – see above
        from knotwork.protocols import forms, services  # noqa: PLC0415 – see above
        from knotwork.protocols.words import ABOUT_STANDING, WORDS  # noqa: PLC0415 – see above

        words.register(*WORDS)
        refusals.register_about_standing(*ABOUT_STANDING)
        kinds.register(services.REVIEW, forms.ReviewRule.made)
        places.register_within(_places, order=places.AMONG_MORE)


def _places(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import MORE, Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        url = reverse("protocols:of_set", args=[subject.pk])
        yield Place(_("Shapes of our meetings"), url, request.path.startswith(url), group=str(MORE))
