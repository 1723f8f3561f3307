"""What the holder of an invitation sees. Opening it consumes nothing; only joining does."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knotwork.people import joining
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.sets import forms, queries, rules, services, visiting
from knotwork.sets.enums import InvitedAs, Why
from knotwork.sets.models import Invitation

_STATUS = {Why.INVITATION_FOR_ANOTHER: 403, Why.NO_SUCH_INVITATION: 404, Why.SET_IS_ARCHIVED: 409}


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link: why it does not work, or what it offers to the person it is for."""
    found, at = queries.invitation_by(secret), clock.now()
    if found is None:
        return _refused(request, Why.NO_SUCH_INVITATION)
    viewer = request.user if isinstance(request.user, Person) else None
    if viewer is not None and found.used_by_id == viewer.pk and queries.is_member(viewer, found.learning_set):
        return redirect("home:set", found.learning_set_id)
    if viewer is not None and found.used_by_id == viewer.pk and _still_visits(viewer, found, at):
        return redirect("live:room", found.meeting)
    why = rules.why_not_usable(services.offer_of(found, at), viewer.email if viewer else None, at)
    why = why or services.why_not_now(found.learning_set)
    if why is not None:
        return _refused(request, why)
    if viewer is not None:
        return _offered(request, found, secret, viewer)
    joining.allow(request, invitation=found.pk, address=found.address, next_path=request.path)
    return render(request, "sets/invited.html", {"invitation": found, "why_not_new": joining.why_not_open(request)})


def _still_visits(viewer: Person, found: Invitation, at: datetime) -> bool:
    """Whether the meeting of this used invitation is still the viewer's to visit."""
    ahead = visiting.occasion(found.learning_set, found.meeting, at)
    visit = visiting.visit_to(ahead.meeting) if ahead else None
    return visit is not None and visit.person_id == viewer.pk


def _offered(request: HttpRequest, found: Invitation, secret: str, viewer: Person) -> HttpResponse:
    """What the invitation offers to the person it is for."""
    if found.invited_as == InvitedAs.FACILITATOR:
        return _asked_to_facilitate(request, found, secret, viewer)
    if found.invited_as == InvitedAs.VISITOR:
        return _asked_to_visit(request, found, secret, viewer)
    if queries.is_member(viewer, found.learning_set):
        return render(request, "sets/in_already.html", {"set": found.learning_set})
    return _join(request, found, secret, viewer)


def _refused(request: HttpRequest, why: Why) -> HttpResponse:
    status = _STATUS.get(why, 410)
    return render(request, "sets/invitation_refused.html", {"why": why, "is_for_another": status == 403}, status=status)


def _join(request: HttpRequest, found: Invitation, secret: str, viewer: Person) -> HttpResponse:
    """Joining as a member, with a commitment in one's own words."""
    others = queries.members(found.learning_set)
    form = forms.JoinForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "chosen"}
        try:
            services.join(secret=secret, person=viewer, at=clock.now(), **said)
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            if len(others) + 1 >= rules.COMFORTABLE.stop:
                large = _("There are more than eight of you now. Turns become short; think about who sits out or splitting.")
                messages.warning(request, large)
            messages.success(request, _("You are in. This page says what comes next."))
            return redirect("home:set", found.learning_set_id)
    context = {"form": form, "invitation": found, "set": found.learning_set, "others": others}
    context["term"] = queries.running_term(found.learning_set, clock.now())
    return render(request, "sets/join.html", context)


def _asked_to_facilitate(request: HttpRequest, found: Invitation, secret: str, viewer: Person) -> HttpResponse:
    """Accepting a term, whose end is said before."""
    if request.method == "POST":
        services.accept_facilitation(secret=secret, person=viewer, at=clock.now())
        messages.success(request, _("You facilitate from now on."))
        return redirect("home:set", found.learning_set_id)
    return render(request, "sets/asked_to_facilitate.html", {"invitation": found, "set": found.learning_set})


def _asked_to_visit(request: HttpRequest, found: Invitation, secret: str, viewer: Person) -> HttpResponse:
    """Accepting to facilitate one meeting, which is named before."""
    at = clock.now()
    occasion = visiting.occasion(found.learning_set, found.meeting, at)
    why = services.why_not_visit(found.learning_set, found.meeting, at)
    if occasion is None or why is not None:
        return _refused(request, why or Why.MEETING_IS_OVER)
    if request.method == "POST":
        visit = services.accept_visit(secret=secret, person=viewer, at=at)
        messages.success(request, _("You facilitate this meeting. Its room is here; until then it shows what will happen."))
        return redirect("live:room", visit.meeting)
    context = {"invitation": found, "set": found.learning_set, "occasion": occasion}
    return render(request, "sets/asked_to_visit.html", context)
