"""What a view takes from a request that passed the check, with the types it expects."""

from enum import StrEnum

from django.http import Http404, HttpRequest


def viewer[T](request: HttpRequest, kind: type[T]) -> T:
    """Whoever is signed in.

    Raises:
        Http404: nobody is, or somebody of another kind.
    """
    if not isinstance(request.user, kind):
        raise Http404
    return request.user


def subject[T](request: HttpRequest, kind: type[T]) -> T:
    """What the row's loader found.

    Raises:
        Http404: it found nothing, or something of another kind.
    """
    found = getattr(request, "subject", None)
    if not isinstance(found, kind):
        raise Http404
    return found


def standings(request: HttpRequest) -> frozenset[StrEnum]:
    """How the viewer stands to the subject."""
    return getattr(request, "standings", frozenset())
