"""How the set is facilitated, and deciding what comes next."""

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.agreements import forms, queries, services
from knotwork.agreements.enums import Answer, Choice, Rule, Why
from knotwork.agreements.models import Version
from knotwork.agreements.views.taking_back import take_back
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.platform.kit.words import say
from knotwork.sets import fading, handing, visiting
from knotwork.sets import queries as sets
from knotwork.sets import services as set_services
from knotwork.sets.enums import Leading, Standing
from knotwork.sets.models import Invitation, LearningSet, Visit
from knotwork.sets.visiting import Occasion


@require_safe
def facilitation(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Who facilitates until when, what the set has to choose, and the proposal that is open."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    version = queries.draft(learning_set, Rule.FACILITATION)
    return render(request, "agreements/facilitation.html", _page_of(request, learning_set, viewer, version))


def _page_of(request: HttpRequest, learning_set: LearningSet, viewer: Person, version: Version | None) -> dict[str, object]:
    at = clock.now()
    term, last = sets.running_term(learning_set, at), sets.last_term(learning_set, at)
    context: dict[str, object] = {
        "learning_set": learning_set,
        "term": term,
        "last": last,
        "asked": sets.asked_to_facilitate(learning_set, at),
        "must_choose": sets.must_choose(learning_set, at),
        "is_member": Standing.MEMBER in passed.standings(request),
        "version": version,
        "fading": fading.plan(learning_set, at),
        "leadings": list(Leading),
        "handing": handing.of_set(learning_set, at),
        "visits": _visits(learning_set, at),
        "form": forms.FacilitationForm(has_had_one=bool(term or last), days=_days(learning_set, at)),
    }
    if version is not None:
        context |= {
            "mutes": queries.mutes(viewer, learning_set),
            "remarks": queries.remarks(viewer, version),
            "remark_form": forms.RemarkForm(),
            "lines": queries.lines(version),
            "reason": queries.reason_of(viewer, version),
            "consent": queries.standing_of_consent(viewer, version),
            "objections": queries.objections(viewer, version),
            "said": queries.said_by_name(viewer, version) if "names" in request.GET else [],
            "answer_form": forms.AnswerForm(initial={"revision": version.revision}),
        }
    return context


def _days(learning_set: LearningSet, at: datetime) -> list[tuple[UUID, date]]:
    """The meetings somebody can be asked to facilitate alone, each with its day on the set's clock."""
    zone, free = learning_set.zoneinfo, set_services.free_to_visit(learning_set, at)
    return [(each.meeting, each.starts_at.astimezone(zone).date()) for each in free]


def _visits(learning_set: LearningSet, at: datetime) -> list[tuple[Occasion, Visit | None, Invitation | None]]:
    """Meetings ahead that somebody visits, or was asked to and has not answered yet."""
    asked = {each.meeting: each for each in visiting.asked_to_visit(learning_set, at)}
    visits, coming = visiting.visits_in(learning_set), visiting.ahead(learning_set, at)
    found = [(each, visits.get(each.meeting), asked.get(each.meeting)) for each in coming]
    return [row for row in found if row[1] or row[2]]


@require_POST
def visit_end(request: HttpRequest, set_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Take back that somebody facilitates this one meeting, whether or not they have answered."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    rows = {occasion.meeting: (visit, asked) for occasion, visit, asked in _visits(learning_set, at)}
    visit, asked = rows.get(meeting_id, (None, None))
    if visit is not None:
        set_services.end_visit(visit, by=viewer, at=at)
    elif asked is not None:
        set_services.revoke(asked, by=viewer, at=at)
    else:
        raise Http404
    messages.success(request, _("Nobody visits this meeting now. You manage it yourselves."))
    return redirect("agreements:facilitation", set_id)


@require_POST
def proposal(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Propose one of the three choices."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    page = _page_of(request, learning_set, viewer, queries.draft(learning_set, Rule.FACILITATION))
    has_had_one = bool(page["term"] or page["last"])
    form = forms.FacilitationForm(request.POST, has_had_one=has_had_one, days=_days(learning_set, at))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("address", "reason")} | {"meeting": form.one_meeting()}
        choice, wish = Choice(form.cleaned_data["choice"]), form.wish()
        try:
            services.propose_facilitation(learning_set, choice=choice, wish=wish, **said, by=viewer, at=at)
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Your proposal stands. It holds when each of you can live with it."))
            return redirect("agreements:facilitation", set_id)
    return render(request, "agreements/facilitation.html", {**page, "form": form}, status=422)


@require_POST
def answer(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Answer the open proposal."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    version = _open_proposal(learning_set)
    form = forms.AnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        given = {"revision": said["revision"], "answer": Answer(said["answer"]), "words": said["words"]}
        try:
            services.answer(version, **given, by=viewer, at=clock.now())
        except Refused as refused:
            if refused.why is Why.TEXT_HAS_CHANGED:
                now = _open_proposal(learning_set)
                context = {"answer_form": form.to_another_text(now.revision), "is_older": True}
                page = {**_page_of(request, learning_set, viewer, now), **context}
                return render(request, "agreements/facilitation.html", page, status=409)
            form.add_error("words" if refused.why is Why.REASON_MISSING else None, say(refused.why))
        else:
            messages.success(request, _("Your answer is kept."))
            return redirect("agreements:facilitation", set_id)
    context = {**_page_of(request, learning_set, viewer, version), "answer_form": form}
    return render(request, "agreements/facilitation.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_withdrawal(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Take the open proposal back, after a question."""
    return take_back(request, _open_proposal(passed.subject(request, LearningSet)))


def _open_proposal(learning_set: LearningSet) -> Version:
    version = queries.draft(learning_set, Rule.FACILITATION)
    refuse(Why.NOT_TO_BE_ANSWERED if version is None else None)
    assert version is not None  # noqa: S101 – refused above
    return version
