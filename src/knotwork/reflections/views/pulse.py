"""How a set finds it is doing, and whether it could run itself, in its own eyes."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import About
from knotwork.reflections.forms import PulseForm
from knotwork.reflections.queries import Taken
from knotwork.sets.models import LearningSet

WIDTH, HEIGHT = 120, 40
PAGES = {About.HEALTH: "reflections:pulse", About.READINESS: "reflections:readiness"}
_TEMPLATES = {About.HEALTH: "reflections/pulse.html", About.READINESS: "reflections/readiness.html"}


def pulse(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """What the set found each time about how it is doing, and the sentences to answer while a pulse is open."""
    return _page(request, About.HEALTH)


def readiness(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """The same about whether the set could run itself; a mirror, on which nothing waits."""
    return _page(request, About.READINESS)


def _page(request: HttpRequest, about: About) -> HttpResponse:
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    asked = queries.open_pulse(learning_set, clock.now(), about)
    mine = queries.own_pulse_answer(viewer, asked) if asked else None
    form = PulseForm(request.POST or None, about=about, initial=mine or {})
    if request.method == "POST" and form.is_valid():
        refused = _answer(request, form, about)
        if refused is None:
            return redirect(PAGES[about], learning_set.pk)
        form.add_error(None, say(refused.why))
    taken = queries.pulses_taken(viewer, learning_set, about)
    context = {
        "learning_set": learning_set,
        "about": about,
        "asking_url": reverse(f"{PAGES[about]}_asking", args=[learning_set.pk]),
        "asked": asked,
        "answered": queries.pulse_answered(asked) if asked else 0,
        "mine": mine,
        "form": form,
        "taken": taken[::-1],
        "lines": list(_lines([each for each in taken if each.has_numbers], about)),
        "may_ask": asked is None and learning_set.archived_at is None,
    }
    return render(request, _TEMPLATES[about], context, status=422 if form.is_bound else 200)


@require_POST
def pulse_asking(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Begin a pulse."""
    return _asked(request, About.HEALTH)


@require_POST
def readiness_asking(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask the set whether it could run itself."""
    return _asked(request, About.READINESS)


def _asked(request: HttpRequest, about: About) -> HttpResponse:
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    services.ask_pulse(learning_set, about=about, by=viewer, at=clock.now())
    messages.info(request, _("The set is asked. Everybody has two weeks; it is over sooner once all have answered."))
    return redirect(PAGES[about], learning_set.pk)


def _answer(request: HttpRequest, form: PulseForm, about: About) -> Refused | None:
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    asked = queries.open_pulse(learning_set, at, about)
    if asked is None:
        messages.info(request, _("This is over. Your answer came too late to be counted."))
        return None
    try:
        services.answer_pulse(asked, scores=form.scores(), by=viewer, at=at)
    except Refused as refused:
        return refused
    messages.info(request, _("Your answer is kept. You can change it until it is over."))
    return None


def _lines(taken: Sequence[Taken], about: About) -> Iterator[dict[str, object]]:
    """For each sentence a line through its means, and the means in words; from the second time on."""
    if len(taken) < 2:
        return
    for place, item in enumerate(rules.ITEMS[about]):
        means = [each.readings[place].mean for each in taken]
        points = rules.line_through(means, WIDTH, HEIGHT)
        known = [f"{mean:.1f}" for mean in means if mean is not None]
        yield {
            "item": item,
            "points": points,
            "path": " ".join(f"{x},{y}" for x, y in points),
            "means": [f"{mean:.1f}" if mean is not None else "–" for mean in means],
            "said": " → ".join(known),
        }
