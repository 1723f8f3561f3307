"""How a set finds it is doing, in its own eyes."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import PulseItem
from knotwork.reflections.forms import PulseForm
from knotwork.reflections.queries import Taken
from knotwork.sets.models import LearningSet

WIDTH, HEIGHT = 120, 40


def pulse(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """What the set found each time, and the sentences to answer while a pulse is open."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    asked = queries.open_pulse(learning_set, clock.now())
    mine = queries.own_pulse_answer(viewer, asked) if asked else None
    form = PulseForm(request.POST or None, initial=mine or {})
    if request.method == "POST" and form.is_valid():
        refused = _answer(request, form)
        if refused is None:
            return redirect("reflections:pulse", learning_set.pk)
        form.add_error(None, say(refused.why))
    taken = queries.pulses_taken(viewer, learning_set)
    context = {
        "learning_set": learning_set,
        "asked": asked,
        "answered": queries.pulse_answered(asked) if asked else 0,
        "mine": mine,
        "form": form,
        "taken": taken[::-1],
        "lines": list(_lines([each for each in taken if each.has_numbers])),
        "may_ask": asked is None and learning_set.archived_at is None,
    }
    return render(request, "reflections/pulse.html", context, status=422 if form.is_bound else 200)


@require_POST
def pulse_asking(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Begin a pulse."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    services.ask_pulse(learning_set, by=viewer, at=clock.now())
    messages.info(request, _("The set is asked. Everybody has two weeks; it is over sooner once all have answered."))
    return redirect("reflections:pulse", learning_set.pk)


def _answer(request: HttpRequest, form: PulseForm) -> Refused | None:
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    asked = queries.open_pulse(learning_set, at)
    if asked is None:
        messages.info(request, _("This pulse is over. Your answer came too late to be counted."))
        return None
    try:
        services.answer_pulse(asked, scores=form.scores(), by=viewer, at=at)
    except Refused as refused:
        return refused
    messages.info(request, _("Your answer is kept. You can change it until the pulse is over."))
    return None


def _lines(taken: Sequence[Taken]) -> Iterator[dict[str, object]]:
    """For each sentence a line through its means, and the means in words; from the second time on."""
    if len(taken) < 2:
        return
    for place, item in enumerate(PulseItem):
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
