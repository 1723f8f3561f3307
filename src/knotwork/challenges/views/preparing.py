"""The presenter's brief: written alone, kept while one writes, shared for one meeting at a time."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.challenges import queries, services
from knotwork.challenges.enums import InterventionKind, Prompt, Why
from knotwork.challenges.forms import BriefForm
from knotwork.challenges.models import Brief, Challenge, SharedBrief
from knotwork.meetings import queries as meetings
from knotwork.meetings.enums import MeetingState
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused

AUTOSAVE = "X-Autosave"


def brief(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Write the brief. A script may keep it while one writes; then the answer is one line that says so."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    stands = queries.brief_of(viewer, subject)
    form = BriefForm(request.POST or None, initial=_as_written(subject, stands))
    if not form.is_valid():
        return _page(request, form, stands, kept="faulty" if form.is_bound else "")
    try:
        stands = _write(subject, form, viewer)
    except Refused as refusal:
        if refusal.why is not Why.CHANGED_ELSEWHERE:
            raise
        return _page(request, form, queries.brief_of(viewer, subject), kept="conflict")
    if AUTOSAVE in request.headers:
        return _page(request, form, stands, kept="kept")
    messages.info(request, _("Kept. Only you can read it."))
    return redirect("challenges:brief", subject.pk)


@require_POST
def brief_sharing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Share the brief as it stands for a meeting, or take it back."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    shared = {one.meeting_id for one in queries.shares(viewer, subject)}
    meeting = next((one for one in _meetings(viewer, subject, shared) if str(one.pk) == request.POST.get("meeting")), None)
    if meeting is None:
        raise Http404
    if request.POST.get("take_back"):
        services.unshare_brief(subject, meeting=meeting, by=viewer, at=clock.now())
        messages.info(request, _("Taken back. Only you can read it."))
    else:
        services.share_brief(subject, meeting=meeting, by=viewer, at=clock.now())
        messages.info(request, _("Shared for this meeting."))
    return redirect("challenges:brief", subject.pk)


def shared_brief(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Read what a presenter shared for one meeting."""
    shared = passed.subject(request, SharedBrief)
    context = {"shared": shared, "learning_set": shared.learning_set, "owner": shared.challenge.owner}
    return render(request, "challenges/shared_brief.html", context)


def _as_written(subject: Challenge, stands: Brief | None) -> dict[str, object]:
    """What the form shows first: what was written, else what the challenge already says."""
    if stands is None:
        told = reversed(subject.interventions.all())
        tried = "\n".join(one.what for one in told if one.kind == InterventionKind.TRIED)
        return {"version": 0, Prompt.HEADLINE.value: queries.headline(subject), Prompt.TRIED.value: tried}
    return {
        "version": stands.version,
        "help_wanted": stands.help_wanted,
        "challenge_invited": stands.challenge_invited,
        **stands.answers,
    }


def _write(subject: Challenge, form: BriefForm, viewer: Person) -> Brief:
    return services.write_brief(
        subject,
        answers=form.answers(),
        help_wanted=form.help_word(),
        challenge_invited=form.cleaned_data["challenge_invited"],
        version=form.cleaned_data["version"],
        by=viewer,
        at=clock.now(),
    )


def _page(request: HttpRequest, form: BriefForm, stands: Brief | None, *, kept: str) -> HttpResponse:
    """The whole page, or for a script only the line that says what became of the words.

    A script that met newer words keeps the version it wrote upon: only somebody who has seen both may go on.
    """
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    by_script = AUTOSAVE in request.headers
    shares = {one.meeting_id: one for one in queries.shares(viewer, subject)}
    context = {
        "challenge": subject,
        "learning_set": subject.learning_set,
        "headline": queries.headline(subject),
        "form": form,
        "brief": stands,
        "kept": kept,
        "by_script": by_script,
        "version": _posted_version(form) if by_script and kept != "kept" else stands.version if stands else 0,
        "meetings": [(one, shares.get(one.pk)) for one in _meetings(viewer, subject, set(shares))],
    }
    template = "challenges/brief.html#kept_line" if by_script else "challenges/brief.html"
    status = {"conflict": 409, "faulty": 422}.get(kept, 200)
    answer = render(request, template, context, status=status)
    if kept:
        answer[AUTOSAVE] = kept
    return answer


def _posted_version(form: BriefForm) -> object:
    return form["version"].value() if form.is_bound else 0


def _meetings(viewer: Person, subject: Challenge, shared: set[UUID]) -> list[Meeting]:
    """Meetings the brief can be shared for: those to come, and those it is shared for."""
    at = clock.now()
    planned = [one for one in meetings.of_set(viewer, subject.learning_set) if one.state != MeetingState.CANCELLED]
    return [one for one in planned if one.pk in shared or one.state_at(at) is not MeetingState.CLOSED]
