"""A call of two members before the set next meets: who could, when it is good for both, and that it happened."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.actions import queries, rules, services
from knotwork.actions.forms import Asking
from knotwork.actions.models import BuddyCall
from knotwork.meetings import queries as meetings
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@dataclass(frozen=True)
class Peer:
    """Another member, a time that is good for both, and the call of the two, if there is one."""

    person: Person
    good: datetime | None
    call: BuddyCall | None
    asked_me: bool


def calls(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Who else is in the set, when a call would be good for both, and what is agreed."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    following = meetings.next_of(learning_set, at)
    is_ahead = following is not None and following.starts_at > at
    peers: list[Peer] = []
    if following is not None and is_ahead:
        agreed = queries.calls_of(viewer, following)
        others = [each for each in sets.active(learning_set) if each != viewer]
        peers = [_peer(viewer, each, agreed.get(each.pk), at, following.starts_at) for each in others]
    context = {"learning_set": learning_set, "following": following, "is_ahead": is_ahead, "peers": peers, "at": at}
    return render(request, "actions/calls.html", context)


def _peer(viewer: Person, person: Person, call: BuddyCall | None, at: datetime, until: datetime) -> Peer:
    good = rules.good_times(viewer.zoneinfo, person.zoneinfo, since=at, until=until)
    return Peer(person, good[0] if good else None, call, call is not None and call.asked_id == viewer.pk)


def call_asking(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask one member for a call at a time that is good for both."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    others = [each for each in sets.active(learning_set) if each != viewer]
    asked = next((each for each in others if str(each.pk) == request.GET.get("whom")), None)
    following = meetings.next_of(learning_set, at)
    if asked is None or following is None:
        raise Http404
    good = rules.good_times(viewer.zoneinfo, asked.zoneinfo, since=at, until=following.starts_at)
    form = Asking(request.POST or None, good=good, asked=asked, zone=viewer.zoneinfo)
    if form.is_valid():
        call = services.ask_for_call(learning_set, asked=asked, starts_at=form.starts_at(), by=viewer, at=at)
        return redirect("actions:call", call.pk)
    context = {"learning_set": learning_set, "asked": asked, "form": form, "has_times": bool(good)}
    return render(request, "actions/call_asking.html", context, status=422 if form.is_bound else 200)


def call(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """One call of two: agree to it, call it off, tick that it happened."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, BuddyCall)
    match request.POST.get("step"):
        case "yes":
            services.accept_call(subject, by=viewer, at=clock.now())
        case "no":
            services.withdraw_call(subject, by=viewer)
            messages.info(request, _("Called off. Nothing of it is kept."))
            return redirect("actions:calls", subject.learning_set_id)
        case "happened":
            services.tell_that_it_happened(subject, by=viewer)
        case _:
            context = {
                "call": subject,
                "learning_set": subject.learning_set,
                "other": subject.other(viewer),
                "asked_me": subject.asked_id == viewer.pk,
            }
            return render(request, "actions/call.html", context)
    return redirect("actions:call", subject.pk)
