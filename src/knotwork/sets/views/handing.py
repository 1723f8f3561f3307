"""Handing over what a facilitator holds for the set, and what they do in the meetings that are left."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import forms, handing, queries, services
from knotwork.sets.enums import Held, Standing, Why
from knotwork.sets.models import LearningSet


@require_safe
def handing_over(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """What the facilitator holds for the set, and in whose hands each of it is."""
    learning_set = passed.subject(request, LearningSet)
    context = {
        "learning_set": learning_set,
        "handing": handing.of_set(learning_set, clock.now()),
        "members": queries.members(learning_set),
        "is_member": Standing.MEMBER in passed.standings(request),
        "may_act": learning_set.archived_at is None,
    }
    return render(request, "sets/handing_over.html", context)


@require_POST
def taking_over(request: HttpRequest, set_id: UUID, what: str) -> HttpResponse:
    """Take one thing over."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    services.take_over(learning_set, what=_held(what), by=viewer, at=clock.now())
    messages.success(request, _("It is in your hands now, and the set sees it."))
    return redirect("sets:handing_over", set_id)


@require_POST
def asking_over(request: HttpRequest, set_id: UUID, what: str) -> HttpResponse:
    """Ask a member to take one thing over."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    form = forms.HandOverForm(request.POST, members=queries.members(learning_set))
    refuse(None if form.is_valid() else Why.NOT_ONE_OF_US)
    to = form.cleaned_data["to"]
    services.ask_to_take_over(learning_set, what=_held(what), to=to, by=viewer, at=clock.now())
    messages.success(request, _("%(name)s is asked, by a letter that says nothing but where to look.") % {"name": to.name})
    return redirect("sets:handing_over", set_id)


@require_POST
def giving_back(request: HttpRequest, set_id: UUID, what: str) -> HttpResponse:
    """Give one thing back, or say that one cannot take it."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    services.give_back(learning_set, what=_held(what), by=viewer, at=clock.now())
    messages.success(request, _("It waits for somebody else now."))
    return redirect("sets:handing_over", set_id)


@require_POST
def leading(request: HttpRequest, set_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Choose what the facilitator does in this meeting, and return to the page one came from."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    form = forms.LeadingForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["leading"]
        services.choose_leading(learning_set, meeting=meeting_id, leading=chosen, by=viewer, at=clock.now())
        messages.success(request, _("Kept. The set and its facilitator see it."))
    if request.POST.get("back") == "meeting":
        return redirect("meetings:meeting", meeting_id)
    return redirect("agreements:facilitation", set_id)


def _held(what: str) -> Held:
    if what not in Held:
        raise Http404
    return Held(what)
