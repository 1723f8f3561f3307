"""Rhythm, dates, attendance, airtime; one meeting's calendar file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.platform.design.places import Place


class MeetingsConfig(AppConfig):
    """Registers the app with Django, its words, its letters, and its place beside a set."""

    name = "knotwork.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make known what other parts show and send."""
        from knotwork.agreements import kinds as rule_kinds  # noqa: PLC0415 – models must be loaded first
        from knotwork.meetings import emails, forms, queries, services, words  # noqa: PLC0415 – models must be loaded first
        from knotwork.platform.access import refused  # noqa: PLC0415 – see above
        from knotwork.platform.design import places  # noqa: PLC0415 – see above
        from knotwork.platform.kit import refusals  # noqa: PLC0415 – see above
        from knotwork.platform.kit.words import register  # noqa: PLC0415 – see above
        from knotwork.platform.mail import kinds  # noqa: PLC0415 – see above
        from knotwork.sets import visiting, withdrawing  # noqa: PLC0415 – see above

        register(*words.WORDS)
        refused.tell_whose("meeting_id", queries.whose_meeting)
        refusals.register_about_standing(*words.ABOUT_STANDING)
        for kind in emails.KINDS:
            kinds.register(kind)
        rule_kinds.register(services.RHYTHM, forms.RhythmRule.made)
        rule_kinds.register(services.PROTOCOL, forms.ProtocolRule.made)
        rule_kinds.register(services.RENEWAL, forms.RenewalRule.made)
        rule_kinds.register(services.NOTES, forms.NotesRule.made)
        withdrawing.on_taking_back(services.give_back)
        visiting.register(queries.to_visit)
        places.register_within(_places, order=20)
        places.register_within(_rota, order=places.AMONG_MORE)


def _places(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        url = reverse("meetings:rhythm", args=[subject.pk])
        here = request.path.startswith((url, "/meetings/")) and not request.path.endswith("/room/")
        yield Place(_("Meetings"), url, here)


def _rota(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import MORE, Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        url = reverse("meetings:rota", args=[subject.pk])
        yield Place(_("Who looks after what"), url, request.path == url, group=str(MORE))
