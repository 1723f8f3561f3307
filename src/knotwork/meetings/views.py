"""Pages of rhythm and meetings."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.agreements import queries as agreements
from knotwork.meetings import forms, queries, rules, services
from knotwork.meetings.enums import Attendance, MeetingState, SwapAnswer, WallTime, Why
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock, ical
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.protocols import queries as protocols
from knotwork.protocols.fit import fit
from knotwork.sets import fading
from knotwork.sets import queries as sets
from knotwork.sets.enums import Leading, Standing
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """The dates of a set, and planning more of them with a preview on every member's clock."""
    viewer, learning_set, at = _viewer(request), _set(request), clock.now()
    url = reverse("meetings:rhythm", args=[set_id])
    meetings = queries.of_set(viewer, learning_set)
    proposal = queries.proposed_rhythm(learning_set, meetings, at)
    form = forms.RhythmForm(request.POST or None, proposal=proposal, url=url)
    if request.POST.get("step") == "plan" and form.is_valid() and _plan(request, form, learning_set):
        return redirect(url)
    dates = form.dates()
    zone = dates[0].zone if dates else learning_set.zone
    to_come = [each for each in meetings if _is_to_come(each, at)]
    context = {
        "learning_set": learning_set,
        "form": form,
        "rows": queries.on_every_clock(viewer, learning_set, dates, zone=zone),
        "planned": queries.planned_rows(viewer, learning_set, to_come),
        "past": [
            (each, each.state_at(at))
            for each in reversed(meetings)
            if each not in to_come and (each.was_held or each.starts_at <= at)
        ],
        "is_member": Standing.MEMBER in passed.standings(request),
        "calendar_name": forms.CalendarNameForm(initial={"text": queries.own_label(viewer, learning_set)}),
    }
    return render(request, "meetings/rhythm.html", context)


def _plan(request: HttpRequest, form: forms.RhythmForm, learning_set: LearningSet) -> bool:
    """Plan the series; a refusal is said beside the form."""
    try:
        services.plan_series(learning_set, **form.cleaned_data, by=_viewer(request), at=clock.now())
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return False
    messages.success(request, _("The dates are fixed, and everybody in the set is told."))
    return True


def _is_to_come(meeting: Meeting, at: datetime) -> bool:
    return meeting.state_at(at) in {MeetingState.PLANNED, MeetingState.OPEN}


@require_http_methods(["GET", "HEAD", "POST"])
def extra_meeting(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Plan one meeting outside the rhythm."""
    learning_set = _set(request)
    is_first = all(each.state == MeetingState.CANCELLED for each in queries.of_set(_viewer(request), learning_set))
    form = forms.ExtraMeetingForm(request.POST or None, learning_set=learning_set, is_first=is_first)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("minutes", "protocol_key")}
        date = form.occurrence(learning_set.zone)
        try:
            planned = services.plan_meeting(learning_set, starts_at=date.starts_at, **said, by=_viewer(request), at=clock.now())
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            _say_clock(request, date)
            messages.success(request, _("The meeting is planned, and everybody in the set is told."))
            return redirect("meetings:meeting", planned.pk)
    return render(request, "meetings/extra_meeting.html", {"learning_set": learning_set, "form": form, "is_first": is_first})


@require_POST
def calendar_name(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Choose what one's own calendar calls this set's meetings."""
    form = forms.CalendarNameForm(request.POST)
    if form.is_valid():
        services.name_for_calendar(_set(request), text=form.cleaned_data["text"], by=_viewer(request))
        messages.success(request, _("Your calendar will use that name from the next file on."))
    _say_what_is_wrong(request, form)
    return redirect("meetings:rhythm", set_id)


def _say_what_is_wrong(request: HttpRequest, form: forms.AttendanceForm | forms.CalendarNameForm) -> None:
    """On the page these small forms stand on, which is another one's."""
    for faults in form.errors.values():
        messages.warning(request, " ".join(str(fault) for fault in faults))


@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: when, who is coming, where and how; once it is over, what may be seen of it."""
    viewer, subject, at = _viewer(request), _meeting(request), clock.now()
    learning_set, state = subject.learning_set, subject.state_at(at)
    coming = queries.attendance(viewer, subject)
    shape = protocols.shape_of(subject.learning_set, subject.protocol_key)
    must_decide = state is MeetingState.PLANNED and queries.must_decide_first(learning_set, at)
    rests = learning_set.archived_at is not None or must_decide
    agreement = subject.agreement or (None if state is MeetingState.CLOSED else agreements.in_force(learning_set))
    context = {
        "meeting": subject,
        "meeting_id": meeting_id,
        "learning_set": learning_set,
        "state": state,
        "coming": coming,
        "there": [each for each in coming if each.came],
        "apologies": [each for each in coming if each.answer is Attendance.CANNOT and not each.came],
        "may_read": queries.may_read_words_of(viewer, subject),
        "mine": next((each for each in coming if each.person == viewer), None),
        "quorum": queries.quorum_of(subject),
        "may_enter": rules.may_be_opened(state, subject.starts_at, at) and (state is MeetingState.OPEN or not rests),
        "must_decide": must_decide,
        "guide": sets.facilitator(learning_set, at),
        "leads": fading.planned_for(learning_set, subject.pk, at),
        "leadings": list(Leading),
        "is_member": Standing.MEMBER in passed.standings(request),
        "shape": shape,
        "missing_minutes": fit(shape, subject.minutes, 1 if shape.of_presenter else 0).missing_minutes,
        "agreement": agreement,
        "clauses": agreements.clauses(agreement) if agreement else [],
        "airtime": queries.airtime_of(viewer, subject),
        "turns": queries.turns_of(subject, at) if state in {MeetingState.PLANNED, MeetingState.OPEN} else [],
    }
    return render(request, f"meetings/{_page_of(subject, state)}.html", context)


def _page_of(subject: Meeting, state: MeetingState) -> str:
    match state:
        case MeetingState.CANCELLED:
            return "cancelled"
        case MeetingState.CLOSED:
            return "held" if subject.was_held else "never_opened"
        case MeetingState.PLANNED | MeetingState.OPEN:
            return "meeting"


@require_POST
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say whether one is coming, and return to the page one came from."""
    form = forms.AttendanceForm(request.POST)
    if form.is_valid():
        answer = Attendance(form.cleaned_data["answer"])
        words = form.cleaned_data["message"]
        services.answer_attendance(_meeting(request), answer=answer, message=words, by=_viewer(request), at=clock.now())
        messages.success(request, _("The set now sees your answer."))
    _say_what_is_wrong(request, form)
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and not urlsplit(back).netloc
    return redirect(back if is_ours else reverse("meetings:meeting", args=[meeting_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def arrangements(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Where and how a meeting is held, how long, and in which shape."""
    subject, viewer = _meeting(request), _viewer(request)
    now = services.arrangements_of(subject)
    learning_set = subject.learning_set
    form = forms.ArrangementsForm.showing(now, now=now, learning_set=learning_set)
    if request.method == "POST":
        form = forms.ArrangementsForm(request.POST, initial=form.initial, learning_set=learning_set)
    context = {"meeting": subject, "learning_set": subject.learning_set, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            services.change_arrangements(subject, to=form.to(), seen=form.cleaned_data["seen"], by=viewer, at=clock.now())
        except Refused as refused:
            if refused.why is Why.CHANGED_ELSEWHERE:
                return _both_arrangements(request, subject, form.to())
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("The set sees where and how it meets."))
            return redirect("meetings:meeting", meeting_id)
    return render(request, "meetings/arrangements.html", context)


def _both_arrangements(request: HttpRequest, subject: Meeting, said: rules.Arrangements) -> HttpResponse:
    """What stands now, beside a form that holds what was typed."""
    subject.refresh_from_db()
    form = forms.ArrangementsForm.showing(said, now=services.arrangements_of(subject), learning_set=subject.learning_set)
    shape = protocols.shape_of(subject.learning_set, subject.protocol_key)
    context = {
        "meeting": subject,
        "learning_set": subject.learning_set,
        "form": form,
        "why": Why.CHANGED_ELSEWHERE,
        "shape": shape,
    }
    return render(request, "meetings/arrangements.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def postponement(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Move a meeting to another date."""
    subject = _meeting(request)
    here = subject.starts_at.astimezone(subject.zoneinfo).replace(tzinfo=None)
    form = forms.DateForm(request.POST or None, initial={"starts": here})
    if request.method == "POST" and form.is_valid():
        date = form.occurrence(subject.zone)
        try:
            services.move(subject, to=date.starts_at, by=_viewer(request), at=clock.now())
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            _say_clock(request, date)
            messages.success(request, _("The meeting has moved. Everybody is told and asked again."))
            return redirect("meetings:meeting", meeting_id)
    context = {"meeting": subject, "learning_set": subject.learning_set, "form": form}
    return render(request, "meetings/postponement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Ask first, then cancel a meeting."""
    subject = _meeting(request)
    if request.method == "POST":
        services.cancel(subject, by=_viewer(request), at=clock.now())
        messages.success(request, _("The meeting is cancelled, and everybody in the set is told."))
        return redirect("meetings:meeting", meeting_id)
    return render(request, "meetings/cancellation.html", {"meeting": subject, "learning_set": subject.learning_set})


@require_POST
def quorum(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Decide to meet although too few can come."""
    services.meet_anyway(_meeting(request), by=_viewer(request), at=clock.now())
    messages.success(request, _("You meet anyway. The meeting keeps its date."))
    return redirect("meetings:meeting", meeting_id)


@require_POST
def review(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Take up the review suggested half-way, or leave it."""
    if request.POST.get("review") == "next":
        subject = services.review_next_time(_set(request), by=_viewer(request), at=clock.now())
        messages.success(request, _("The next meeting is a review."))
        return redirect("meetings:meeting", subject.pk)
    services.leave_review(_set(request), by=_viewer(request), at=clock.now())
    messages.success(request, _("You go on without a review. Any meeting can still be held as one."))
    return redirect("home:set", set_id)


@require_http_methods(["GET", "HEAD", "POST"])
def next_time(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """What the next meeting alone could try: one press makes it so, another takes it back."""
    learning_set, at = _set(request), clock.now()
    if "shape" in request.POST:
        services.try_shape(learning_set, key=request.POST["shape"], by=_viewer(request), at=at)
        messages.success(
            request, _("It will be tried in the next meeting, and then it is for you all to say whether it stays.")
        )
    if request.method == "POST":
        return redirect("meetings:next_time", set_id)
    context = {"learning_set": learning_set, "next": queries.next_time(learning_set, at)}
    return render(request, "meetings/next_time.html", context)


@require_safe
def rota(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Who looks after what in the coming meetings."""
    learning_set = _set(request)
    context = {
        "learning_set": learning_set,
        "planned": queries.rota(learning_set, clock.now()),
        "members": sets.members(learning_set),
        "is_member": Standing.MEMBER in passed.standings(request),
    }
    return render(request, "meetings/rota.html", context)


@require_POST
def swap(request: HttpRequest, meeting_id: UUID) -> HttpResponse:  # noqa: ARG001 – see above
    """Ask another member to take one's role over in this meeting."""
    form, subject = forms.SwapForm(request.POST), _meeting(request)
    asked = _member(subject, form.cleaned_data["asked"]) if form.is_valid() else None
    if asked is None:
        messages.warning(request, say(Why.NOT_ONE_OF_US))
    else:
        services.ask_to_swap(subject, role=form.cleaned_data["role"], asked=asked, by=_viewer(request), at=clock.now())
        messages.success(request, _("%(name)s is asked. The role stays yours until the answer is yes.") % {"name": asked.name})
    return redirect(_rota_of(subject))


@require_POST
def swap_answer(request: HttpRequest, meeting_id: UUID) -> HttpResponse:  # noqa: ARG001 – see above
    """Answer whoever asked, or take the own question back."""
    form, subject = forms.SwapAnswerForm(request.POST), _meeting(request)
    found = queries.swap_of(subject, form.cleaned_data["swap"]) if form.is_valid() else None
    if found is None:
        messages.warning(request, say(Why.SWAP_OVERTAKEN))
    else:
        answer = form.cleaned_data["answer"]
        services.answer_swap(found, answer=answer, by=_viewer(request), at=clock.now())
        messages.success(request, _SAID_OF_SWAP[answer])
    return redirect(_rota_of(subject))


_SAID_OF_SWAP = {
    SwapAnswer.ACCEPTED: gettext_lazy("The role is yours in that meeting."),
    SwapAnswer.DECLINED: gettext_lazy("You said no. Nothing has changed."),
    SwapAnswer.TAKEN_BACK: gettext_lazy("You took the question back. The role stays yours."),
}


def _member(subject: Meeting, person_id: UUID) -> Person | None:
    return next((person for person in sets.members(subject.learning_set) if person.pk == person_id), None)


def _rota_of(subject: Meeting) -> str:
    return reverse("meetings:rota", args=[subject.learning_set_id]) + f"#meeting-{subject.number}"


@require_safe
def calendar(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting for one's own calendar: time, neutral title and link."""
    subject = _meeting(request)
    entry = ical.Entry(
        key=subject.pk,
        title=queries.own_label(_viewer(request), subject.learning_set),
        starts_at=subject.starts_at,
        minutes=subject.minutes,
        zone=subject.zone,
        sequence=subject.calendar_sequence,
        changed_at=clock.now(),
        link=settings.KNOTWORK_BASE_URL + reverse("meetings:meeting", args=[meeting_id]),
        is_cancelled=subject.state == MeetingState.CANCELLED,
    )
    answer = HttpResponse(ical.calendar(entry), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


def _say_clock(request: HttpRequest, date: rules.Occurrence) -> None:
    """Say what the clock does at the chosen time, unless it exists once."""
    if date.clock is not WallTime.CERTAIN:
        messages.warning(request, say(date.clock))


def _viewer(request: HttpRequest) -> Person:
    return passed.viewer(request, Person)


def _set(request: HttpRequest) -> LearningSet:
    return passed.subject(request, LearningSet)


def _meeting(request: HttpRequest) -> Meeting:
    return passed.subject(request, Meeting)
