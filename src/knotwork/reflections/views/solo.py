"""The question list for somebody alone: one question at a time, kept in the own log and nowhere else."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import PromptModel, Why
from knotwork.reflections.forms import Question
from knotwork.reflections.models import LogEntry
from knotwork.reflections.views.keeping import is_by_script, kept_line, outcome_of

QUESTIONS = rules.PROMPTS[PromptModel.SOLO]


def solo(request: HttpRequest) -> HttpResponse:
    """What the question list is, and its first question, with which an entry begins."""
    viewer = passed.viewer(request, Person)
    form = Question(request.POST or None, prompt=QUESTIONS[0])
    stands = queries.entry_for(viewer, form.cleaned_data["key"]) if form.is_valid() else None
    return _asked(request, form, stands, 1)


def question(request: HttpRequest, number: int, **_kwargs: object) -> HttpResponse:
    """One question of an entry that was begun with the list."""
    stands = passed.subject(request, LogEntry)
    if not 1 <= number <= len(QUESTIONS):
        raise Http404
    prompt = QUESTIONS[number - 1]
    now = {"key": stands.pk, "version": stands.version, "answer": stands.answers.get(prompt, "")}
    return _asked(request, Question(request.POST or None, prompt=prompt, initial=now), stands, number)


def _asked(request: HttpRequest, form: Question, stands: LogEntry | None, number: int) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, stands, number, kept="faulty" if form.is_bound else "")
    viewer = passed.viewer(request, Person)
    try:
        kept = _keep(viewer, form, stands, number)
    except Refused as refusal:
        outcome = outcome_of(refusal)
        if refusal.why is Why.WORDS_MISSING:
            form.add_error("answer", _("There are no words yet. One line is enough."))
        newest = queries.entry_for(viewer, stands.pk) if stands else None
        return _page(request, form, newest, number, kept=outcome)
    if is_by_script(request):
        return _page(request, form, kept, number, kept="kept")
    if number < len(QUESTIONS):
        return redirect(_onward(kept, number))
    messages.info(request, _("That was the last question. Here is all you wrote; only you can read it."))
    return redirect("reflections:entry", kept.pk)


def _keep(viewer: Person, form: Question, stands: LogEntry | None, number: int) -> LogEntry:
    words, at = form.cleaned_data, clock.now()
    answers = {QUESTIONS[number - 1].value: words["answer"]}
    if stands is None:
        solo = PromptModel.SOLO
        return services.write_entry(author=viewer, title="", text="", model=solo, answers=answers, key=words["key"], at=at)
    said: dict[str, Any] = {"title": stands.title, "text": stands.text, "answers": answers}
    return services.change_entry(stands, **said, version=words["version"], by=viewer, at=at)


def _onward(entry: LogEntry, number: int) -> str:
    if number < len(QUESTIONS):
        return reverse("reflections:question", args=[entry.pk, number + 1])
    return reverse("reflections:entry", args=[entry.pk])


def _page(request: HttpRequest, form: Question, stands: LogEntry | None, number: int, *, kept: str) -> HttpResponse:
    context = {
        "form": form,
        "entry": stands,
        "number": number,
        "onward": _onward(stands, number) if stands else "",
        "questions": QUESTIONS,
        "standing": stands.answers.get(QUESTIONS[number - 1], "") if stands else "",
    }
    return kept_line(request, "reflections/question.html", context, kept)
