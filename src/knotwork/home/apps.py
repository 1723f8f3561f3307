"""Pages made of several apps' queries: home, and a set's page."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from knotwork.challenges.models import Challenge
    from knotwork.platform.design.places import Place


class HomeConfig(AppConfig):
    """Registers the app with Django, its words, and the places that lead to sets."""

    name = "knotwork.home"
    label = "home"

    def ready(self) -> None:
        """Make known what other parts show."""
        from knotwork.challenges import offshoots  # noqa: PLC0415 – apps must be loaded first
        from knotwork.home import words  # noqa: PLC0415 – apps must be loaded first
        from knotwork.platform.design import places  # noqa: PLC0415 – see above
        from knotwork.platform.kit.words import register  # noqa: PLC0415 – see above

        register(*words.WORDS)
        places.register(_sets, order=10)
        places.register_foot(_help)
        places.register_within(_set_itself, order=10)
        places.register_within(_looking_back, order=places.AMONG_MORE + 4)
        offshoots.register_way(offshoots.Way(label=lambda: _("Its journey through time"), url=_journey))


def _sets(request: HttpRequest) -> Iterable["Place"]:
    """The reader's own sets, archived ones left out; beside them, for whoever may, the start of another one."""
    from django.conf import settings  # noqa: PLC0415 – apps must be loaded first

    from knotwork.people.models import Person  # noqa: PLC0415 – see above
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – see above
    from knotwork.platform.kit import clock  # noqa: PLC0415 – see above
    from knotwork.sets import queries as sets  # noqa: PLC0415 – see above
    from knotwork.sets import rules  # noqa: PLC0415 – see above

    viewer = request.user
    if not isinstance(viewer, Person):
        return
    met = [each for each in sets.visible(viewer, clock.now()) if each.archived_at is None]
    for each in met:
        url = reverse("home:set", args=[each.pk])
        yield Place(each.name, url, request.path.startswith(url), group=_("Sets"))
    if met and rules.why_not_start(settings.KNOTWORK_START_SET, is_host=viewer.is_host) is None:
        url = reverse("sets:start")
        yield Place(_("Start a set"), url, request.path == url, group=_("Sets"), is_rare=True)


def _help(request: HttpRequest) -> Iterable["Place"]:
    """For everybody, signed in or not: whoever is invited may want to know what a set is first."""
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – apps must be loaded first

    url = reverse("home:help")
    yield Place(_("How a set works"), url, request.path.startswith(url))


def _journey(challenge: "Challenge") -> str:
    return reverse("home:journey", args=[challenge.pk])


def _set_itself(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        url = reverse("home:set", args=[subject.pk])
        yield Place(_("The set"), url, request.path == url)


def _looking_back(request: HttpRequest, subject: object) -> Iterable["Place"]:
    from knotwork.platform.design.places import MORE, Place  # noqa: PLC0415 – apps must be loaded first
    from knotwork.sets.models import LearningSet  # noqa: PLC0415 – see above

    if isinstance(subject, LearningSet):
        for label, name in ((_("The way we have gone"), "home:evolution"), (_("What happened here"), "home:record")):
            url = reverse(name, args=[subject.pk])
            yield Place(label, url, request.path == url, group=str(MORE))
