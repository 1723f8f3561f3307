"""The home page and a set's page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import assert_never
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from knotwork.challenges import queries as challenges
from knotwork.challenges.models import Challenge
from knotwork.home import queries, rules
from knotwork.home.enums import FirstStep, Help, Part, Passage, Step
from knotwork.home.queries import Stop, Told
from knotwork.home.words import LABELS, sentence
from knotwork.meetings.enums import Rule as MeetingRule
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets import rules as set_rules
from knotwork.sets.enums import Stage, Standing
from knotwork.sets.models import LearningSet

RECORD_PAGE = 50
LINE, APART, ROW, LABELS_TAKE = 480, 22, 34, 180


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """When do we meet next, what did I say I would try, what do I want to bring."""
    viewer, at = passed.viewer(request, Person), clock.now()
    page = queries.home(viewer, at)
    today = viewer.local(at).date()
    days = rules.days_until(viewer.local(page.nearest.meeting.starts_at).date(), today) if page.nearest else None
    may_start = set_rules.why_not_start(settings.KNOTWORK_START_SET, is_host=viewer.is_host) is None
    context = {"page": page, "at": at, "days": days, "may_start": may_start}
    return render(request, "home/home.html" if page.learning_sets else "home/begin.html", context)


@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """How a set works, in plain words: which pages tell what."""
    return render(request, "home/help/index.html", {"pages": list(Help)})


@require_safe
def help_page(request: HttpRequest, page: str) -> HttpResponse:
    """One thing explained."""
    if page not in set(Help):
        raise Http404
    here = Help(page)
    further = next((after for before, after in pairwise(Help) if before is here), None)
    return render(request, f"home/help/{here}.html", {"here": here, "further": further})


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """What is the viewer's own, laid out to be printed: all of it, or the parts the address names."""
    viewer = passed.viewer(request, Person)
    asked = [part for part in Part if part in request.GET.getlist("part")]
    parts = asked or list(Part)
    context = {"page": queries.paper(viewer, parts), "parts": [(part, part in parts) for part in Part], "at": clock.now()}
    return render(request, "home/paper.html", context)


@require_safe
def set_page(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Where a set stands, and its next step in words."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    page = queries.set_page(viewer, learning_set, clock.now())
    step = rules.next_step(page.situation)
    context = {
        "learning_set": learning_set,
        "page": page,
        "step": step,
        "step_label": LABELS[step],
        "step_url": _way(step, set_id, page),
        "first_steps": [
            (each, is_done, "" if is_done else _first_way(each, set_id, page))
            for each, is_done in rules.first_steps(page.situation)
        ],
        "trail": rules.trail(Stage(learning_set.stage)),
    }
    return render(request, "home/set.html", context)


@require_safe
def record(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """What happened in the set, day by day: who came and went, what was decided, who was not let in."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    entries = queries.record(viewer, learning_set, clock.now())
    page = Paginator(entries, RECORD_PAGE).get_page(request.GET.get("page"))
    days = queries.told_by_day(viewer, learning_set, list(page.object_list))
    context = {
        "learning_set": learning_set,
        "page": page,
        "days": [(day, [(each.at, sentence(each), _whereabouts(each, set_id)) for each in told]) for day, told in days],
        "is_member": Standing.MEMBER in passed.standings(request),
    }
    return render(request, "home/record.html", context)


_OF_WHAT = {
    "meeting": "meetings:meeting",
    "review": "meetings:meeting",
    "series": "meetings:rhythm",
    "shape": "protocols:of_set",
    "challenge": "challenges:of_set",
    "brief": "challenges:of_set",
    "membership": "sets:people",
    "term": "agreements:facilitation",
    "visit": "agreements:facilitation",
    "pulse": "reflections:pulse",
}
"""What an event is about, and the page of it that whoever reads the record may open."""


def _whereabouts(told: Told, set_id: UUID) -> str:
    """Where what the record tells can be looked at; nowhere if there is no page of it."""
    if "rule" in told.detail:
        return reverse("agreements:rule", args=[set_id, told.detail["rule"]])
    name = _OF_WHAT.get(told.happening.partition(".")[0], "")
    if name == "meetings:meeting":
        return reverse(name, args=[told.about]) if told.about else ""
    return reverse(name, args=[set_id]) if name else ""


@require_safe
def forward(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """What the viewer showed the set before somebody came to it, to be shown to them one by one."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    context = {"learning_set": learning_set, "page": queries.forward(viewer, learning_set)}
    return render(request, "home/forward.html", context)


@require_safe
def evolution(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """The way a set has gone, in order of time: every rule it changed and why, with the stages of its life."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    steps = queries.evolution(viewer, learning_set, clock.now())
    context = {
        "learning_set": learning_set,
        "steps": [(step, sentence(step.told) if step.told else "") for step in steps],
        "trail": rules.trail(Stage(learning_set.stage)),
        "is_changed": any(step.turn for step in steps),
    }
    return render(request, "home/evolution.html", context)


_IN_SET = {
    Step.INVITE: "sets:invitations",
    Step.AWAIT_PEOPLE: "sets:invitations",
    Step.PLAN_RHYTHM: "meetings:rhythm",
    Step.PLAN_MORE: "meetings:rhythm",
    Step.PLAN_CLOSING: "meetings:extra_meeting",
    Step.CLOSED: "sets:words",
    Step.CHOOSE_FACILITATION: "agreements:facilitation",
    Step.BEGIN_AGREEMENT: "agreements:agreement",
    Step.BEGIN_CHALLENGE: "challenges:new",
}
_IN_MEETING = {
    Step.ENTER_ROOM: "live:room",
    Step.OPEN_ROOM: "live:room",
    Step.SAY_COMING: "meetings:meeting",
    Step.MEET_FIRST: "meetings:meeting",
    Step.MEET_NEXT: "meetings:meeting",
}


def _way(step: Step, set_id: UUID, page: queries.SetPage) -> str:
    """Where the next step is taken; nowhere if there is none."""
    if step is Step.CONSENT and page.waiting is not None:
        return reverse("agreements:rule", args=[set_id, page.waiting.kind])
    if step is Step.RENEW:
        return reverse("agreements:rule", args=[set_id, MeetingRule.RENEWAL])
    if step in _IN_SET:
        return reverse(_IN_SET[step], args=[set_id])
    if step in _IN_MEETING and page.next is not None:
        return reverse(_IN_MEETING[step], args=[page.next.pk])
    return ""


def _first_way(first: FirstStep, set_id: UUID, page: queries.SetPage) -> str:
    """Where something a first meeting needs is done; nowhere while it waits for a date."""
    match first:
        case FirstStep.PEOPLE:
            return reverse("sets:invitations", args=[set_id])
        case FirstStep.DATE:
            return reverse("meetings:rhythm", args=[set_id])
        case FirstStep.ANSWERS | FirstStep.MEETING:
            return reverse("meetings:meeting", args=[page.next.pk]) if page.next else ""
        case _:
            assert_never(first)


@require_safe
def journey(request: HttpRequest, challenge_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the challenge
    """The life of a challenge on one line through time, as a picture and in words."""
    viewer, challenge = passed.viewer(request, Person), passed.subject(request, Challenge)
    stops = queries.journey(viewer, challenge, clock.now())
    is_inside = bool(passed.standings(request) & {Standing.MEMBER, Standing.FACILITATOR})
    context = {
        "challenge": challenge,
        "learning_set": challenge.learning_set if is_inside else None,
        "headline": challenges.headline(challenge),
        "is_own": challenge.owner_id == viewer.pk,
        "stops": stops,
        "picture": _drawn(stops),
    }
    return render(request, "home/journey.html", context)


def _drawn(stops: Sequence[Stop]) -> dict[str, object]:
    """A line for each kind of thing there was, with a knot for each; the numbers are those of the list."""
    lines = [passage for passage in Passage if any(stop.passage is passage for stop in stops)]
    places = rules.along([stop.at for stop in stops], LINE, apart=APART)
    heights = {passage: ROW * nth + ROW // 2 for nth, passage in enumerate(lines)}
    width = LABELS_TAKE + (places[-1] if places else 0) + APART
    return {
        "width": width,
        "begin": LABELS_TAKE - APART // 2,
        "height": ROW * len(lines),
        "lines": [(passage, heights[passage]) for passage in lines],
        "knots": [
            (nth + 1, stop, LABELS_TAKE + place, heights[stop.passage])
            for nth, (stop, place) in enumerate(zip(stops, places, strict=True))
        ],
    }
