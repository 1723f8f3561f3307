"""A member's own part in a set: what they say about themselves, and leaving. And what stays after a term."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.sets import forms, queries, services
from knotwork.sets.models import LearningSet, Membership

SAID = ("commitment", "bio", "hopes", "languages", "access_needs")


@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """What I say about myself in this set, and who may read what."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    own = queries.membership_of(viewer, learning_set)
    if own is None:
        raise Http404
    others = [person for person in queries.members(learning_set) if person != viewer]
    form = forms.MembershipForm(request.POST or None, others=others, initial=_as_said(own))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_membership(learning_set, **form.cleaned_data, by=viewer, at=at)
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Kept."))
            return redirect("sets:people", set_id)
    facilitator = queries.facilitator(learning_set, at)
    return render(request, "sets/membership.html", {"learning_set": learning_set, "form": form, "facilitator": facilitator})


def _as_said(own: Membership) -> dict[str, str]:
    named = str(own.access_needs_for_id) if own.access_needs_for_id else ""
    return {**{name: getattr(own, name) for name in SAID}, "access_needs_for": named}


@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Leave the set, after reading what that means."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    form = forms.LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase = form.cleaned_data["own_words"] == "erase"
        services.leave(learning_set, goodbye=form.cleaned_data["goodbye"], erase_own_words=erase, by=viewer, at=clock.now())
        messages.success(request, _("You have left the set. What was said in it stays in it, also with you."))
        return redirect("home:home")
    is_last = queries.size(learning_set) == 1
    return render(request, "sets/departure.html", {"learning_set": learning_set, "form": form, "is_last": is_last})


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Pause the membership, after reading what that means, or come back."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    if request.method == "POST" and request.POST.get("pause") == "end":
        services.come_back(learning_set, by=viewer, at=clock.now())
        messages.success(request, _("Good that you are back. You are counted and reminded again."))
        return redirect("sets:people", set_id)
    if request.method == "POST":
        services.pause(learning_set, by=viewer, at=clock.now())
        messages.success(request, _("You pause. Nobody waits for you; come back whenever it suits you."))
        return redirect("sets:people", set_id)
    membership = queries.membership_of(viewer, learning_set)
    return render(request, "sets/pause.html", {"learning_set": learning_set, "membership": membership})


@require_safe
def ended(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """What a facilitator sees of a set after the term: when it ended, and nothing else."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    term = queries.term_that_ended(viewer, learning_set, clock.now())
    if term is None:
        raise Http404
    over_at = min(end for end in (term.ended_at, term.ends_at) if end is not None)
    return render(request, "sets/ended.html", {"set": learning_set, "over_at": over_at})
