"""What somebody practises in a meeting, and what the others write back to them alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import Skill
from knotwork.reflections.forms import Practising, WritingBack
from knotwork.reflections.models import Practice
from knotwork.sets.enums import Standing


def practice(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Choose a skill for a meeting; see what the others practise."""
    viewer, meeting = passed.viewer(request, Person), passed.subject(request, Meeting)
    own = queries.own_practice(viewer, meeting)
    form = Practising(request.POST) if request.method == "POST" else _chosen(own)
    if Standing.MEMBER in passed.standings(request) and form.is_valid():
        skill, at = form.cleaned_data["skill"], clock.now()
        if skill:
            services.choose_skill(meeting, skill=Skill(skill), focus=form.cleaned_data["focus"], by=viewer, at=at)
        else:
            services.practise_nothing(meeting, by=viewer, at=at)
        return redirect("reflections:practice", meeting.pk)
    return _page(request, meeting, form, own)


def feedback(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Write to one of the others what one saw of their practice."""
    viewer, meeting = passed.viewer(request, Person), passed.subject(request, Meeting)
    practised = {str(each.practice.pk): each.practice for each in queries.practices_of(viewer, meeting, clock.now())}
    form = WritingBack(request.POST or None)
    chosen = practised.get(str(request.POST.get("practice")))
    if chosen is None:
        return redirect("reflections:practice", meeting.pk)
    if form.is_valid():
        services.give_feedback(chosen, text=form.cleaned_data["text"], by=viewer, at=clock.now())
        said = _("Sent. Only %(name)s can read it, you no more; writing again replaces it.")
        messages.info(request, said % {"name": chosen.person.name})
        return redirect("reflections:practice", meeting.pk)
    own = queries.own_practice(viewer, meeting)
    return _page(request, meeting, _chosen(own), own, faulty=chosen)


def practices(request: HttpRequest) -> HttpResponse:
    """All the viewer practised, with what was written to them; one line of it can be deleted here."""
    viewer = passed.viewer(request, Person)
    unwanted = queries.feedback_for(viewer, request.POST["delete"]) if "delete" in request.POST else None
    if unwanted is not None:
        services.delete_feedback(unwanted, by=viewer)
        messages.info(request, _("Deleted. Nobody has it any more."))
        return redirect("reflections:practices")
    return render(request, "reflections/practices.html", {"practices": queries.own_practices(viewer)})


def _page(
    request: HttpRequest,
    meeting: Meeting,
    form: Practising,
    own: Practice | None,
    *,
    faulty: Practice | None = None,
) -> HttpResponse:
    viewer, at = passed.viewer(request, Person), clock.now()
    others = [
        (each, _writing(request, each.practice, is_faulty=each.practice == faulty))
        for each in queries.practices_of(viewer, meeting, at)
    ]
    written = [given for practice, given in queries.own_practices(viewer) if own is not None and practice.pk == own.pk]
    context = {
        "meeting": meeting,
        "learning_set": meeting.learning_set,
        "own": own,
        "given": written[0] if written else [],
        "form": form,
        "others": others,
        "may_choose": Standing.MEMBER in passed.standings(request) and _stands_open(meeting) and meeting.over_at > at,
        "may_write": _stands_open(meeting)
        and rules.is_feedback_time(was_held=meeting.was_held, over_at=meeting.over_at, at=at),
    }
    is_wrong = faulty is not None or bool(form.is_bound and form.errors)
    return render(request, "reflections/practice.html", context, status=422 if is_wrong else 200)


def _chosen(own: Practice | None) -> Practising:
    return Practising(initial={"skill": own.skill, "focus": own.focus} if own else None)


def _writing(request: HttpRequest, practice: Practice, *, is_faulty: bool) -> WritingBack:
    """A form to write back in, with ids of its own, for there are several on the page."""
    return WritingBack(request.POST if is_faulty else None, auto_id=f"{practice.pk}-%s")


def _stands_open(meeting: Meeting) -> bool:
    return meeting.learning_set.archived_at is None
