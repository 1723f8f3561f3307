"""The agreement's place among the places of a set."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from knotwork.platform.design.places import MORE, Place
from knotwork.sets.models import LearningSet


def agreement(request: HttpRequest, subject: object) -> Iterator[Place]:
    """The working agreement of this set."""
    if isinstance(subject, LearningSet):
        url = reverse("agreements:agreement", args=[subject.pk])
        yield Place(_("Working agreement"), url, is_current=request.path.startswith(url))
        url = reverse("agreements:rules", args=[subject.pk])
        yield Place(_("Our rules"), url, is_current=request.path.startswith(url))


def facilitation(request: HttpRequest, subject: object) -> Iterator[Place]:
    """How this set is facilitated."""
    if isinstance(subject, LearningSet):
        url = reverse("agreements:facilitation", args=[subject.pk])
        yield Place(_("How we are facilitated"), url, is_current=request.path == url, group=str(MORE))
