"""The places of sets in the masthead: the viewer's sets, and who is in one."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.design.places import Place
from knotwork.platform.kit import clock
from knotwork.sets import queries
from knotwork.sets.models import LearningSet


def sets(request: HttpRequest) -> Iterator[Place]:
    """The viewer's sets that are not put away, by name."""
    here = getattr(request, "subject", None)
    current = here.pk if isinstance(here, LearningSet) else getattr(here, "learning_set_id", None)
    for each in queries.visible(passed.viewer(request, Person), clock.now()):
        if each.archived_at is None or each.pk == current:
            yield Place(each.name, reverse("home:set", args=[each.pk]), is_current=each.pk == current, group=_("Sets"))


def people(request: HttpRequest, subject: object) -> Iterator[Place]:
    """Who is in this set."""
    if isinstance(subject, LearningSet):
        url = reverse("sets:people", args=[subject.pk])
        yield Place(_("Who we are"), url, is_current=request.path == url)
