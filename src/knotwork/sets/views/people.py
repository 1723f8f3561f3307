"""Who is in a set, and inviting others."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.platform.mail import sending as mail
from knotwork.sets import forms, queries, rules, services
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@require_safe
def people(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Everybody in the set by name, with what each says about themselves."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    members = queries.memberships(learning_set)
    term = queries.running_term(learning_set, at)
    came_at = next((each.joined_at for each in members if each.person_id == viewer.pk), term.starts_at if term else at)
    context = {
        "learning_set": learning_set,
        "members": members,
        "needs": queries.access_needs_for(viewer, learning_set, at),
        "term": term,
        "departures": queries.departures(learning_set, since=came_at),
        "invitations": queries.invitations(learning_set, at),
        "is_member": Standing.MEMBER in passed.standings(request),
        "is_large": len(members) not in rules.COMFORTABLE and len(members) >= rules.COMFORTABLE.stop,
    }
    return render(request, "sets/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Invite somebody by letter, and see who is invited."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    form = forms.InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(learning_set, address=form.cleaned_data["address"], by=viewer, at=clock.now())
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            if _letters_leave():
                messages.success(request, _("The letter is on its way. It holds a link and nothing about the set."))
            else:
                messages.warning(
                    request, _("The letter is written, but no mail leaves this host. Tell whoever looks after it.")
                )
            return redirect("sets:invitations", set_id)
    return _invitations_page(request, learning_set, form, link="")


@require_POST
def link(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Make a link to pass on; this answer is the only place where it is shown."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    _invitation, secret = services.invite(learning_set, by=viewer, at=clock.now())
    url = settings.KNOTWORK_BASE_URL + reverse("sets:invitation", args=[secret])
    return _invitations_page(request, learning_set, forms.InviteForm(), link=url)


def _invitations_page(request: HttpRequest, learning_set: LearningSet, form: forms.InviteForm, *, link: str) -> HttpResponse:
    context = {
        "learning_set": learning_set,
        "form": form,
        "link": link,
        "invitations": queries.invitations(learning_set, clock.now()),
        "size": queries.size(learning_set),
        "is_member": Standing.MEMBER in passed.standings(request),
        "letters_leave": _letters_leave(),
    }
    return render(request, "sets/invitations.html", context)


def _letters_leave() -> bool:
    """Whether a letter reaches anybody; in the demo none does, and nobody expects it."""
    return settings.KNOTWORK_DEMO or mail.leaves_this_machine()


@require_POST
def revocation(request: HttpRequest, set_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take back an invitation."""
    invitation = queries.invitation_of(passed.subject(request, LearningSet), invitation_id)
    if invitation is None:
        raise Http404
    services.revoke(invitation, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("The invitation is taken back. Its link no longer works."))
    return redirect("sets:invitations", set_id)
