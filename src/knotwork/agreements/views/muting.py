"""Muting the letters about one proposal, or about all of a set, and hearing of them again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.agreements import emails, queries, services
from knotwork.agreements.enums import Why
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import refuse
from knotwork.sets.models import LearningSet


@require_POST
def letters(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Hear nothing of any proposal of this set, or hear of them again."""
    _change(request, None)
    return redirect("agreements:rules", set_id)


@require_POST
def rule_letters(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Hear nothing of the open proposal, or hear of it again."""
    version = queries.draft(passed.subject(request, LearningSet), kind)
    refuse(Why.NOT_TO_BE_ANSWERED if version is None else None)
    assert version is not None  # noqa: S101 – refused above
    _change(request, version)
    return redirect(emails.page_of(version))


def _change(request: HttpRequest, version: Version | None) -> None:
    learning_set, viewer = passed.subject(request, LearningSet), passed.viewer(request, Person)
    if request.POST.get("wish") == "mute":
        services.mute(learning_set, version=version, by=viewer, at=clock.now())
        messages.success(request, _("Muted: no letter comes, and nobody is told. You can answer here all the same."))
    else:
        services.unmute(learning_set, version=version, by=viewer, at=clock.now())
        messages.success(request, _("You hear of it again."))
