"""The places of who is in a set, and of handing over, among the places of that set."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from knotwork.platform.design.places import MORE, Place
from knotwork.sets.models import LearningSet


def people(request: HttpRequest, subject: object) -> Iterator[Place]:
    """Who is in this set."""
    if isinstance(subject, LearningSet):
        url = reverse("sets:people", args=[subject.pk])
        yield Place(_("Who we are"), url, is_current=request.path == url)


def handing_over(request: HttpRequest, subject: object) -> Iterator[Place]:
    """What is handed over in this set, and to whom."""
    if isinstance(subject, LearningSet):
        url = reverse("sets:handing_over", args=[subject.pk])
        yield Place(_("Handing over"), url, is_current=request.path == url, group=str(MORE))
