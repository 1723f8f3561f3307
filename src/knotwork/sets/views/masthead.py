"""The place of who is in a set among the places of that set."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from knotwork.platform.design.places import Place
from knotwork.sets.models import LearningSet


def people(request: HttpRequest, subject: object) -> Iterator[Place]:
    """Who is in this set."""
    if isinstance(subject, LearningSet):
        url = reverse("sets:people", args=[subject.pk])
        yield Place(_("Who we are"), url, is_current=request.path == url)
