"""The private log. What is sought in it travels in the body of a request, never in an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, rules, services
from knotwork.reflections.enums import PromptModel, Why
from knotwork.reflections.forms import ANSWER, Entry, Search
from knotwork.reflections.models import LogEntry
from knotwork.reflections.views.keeping import is_by_script, kept_line, outcome_of

OFFERED = (PromptModel.FREE, PromptModel.WHAT, PromptModel.GIBBS, PromptModel.KOLB, PromptModel.LEVELS)


def log(request: HttpRequest) -> HttpResponse:
    """The viewer's own entries."""
    viewer = passed.viewer(request, Person)
    context = {"entries": queries.entries(viewer), "search": Search(), "models": OFFERED[1:]}
    return render(request, "reflections/log.html", context)


def log_search(request: HttpRequest) -> HttpResponse:
    """Own entries that hold the words looked for."""
    viewer = passed.viewer(request, Person)
    search = Search(request.POST or None)
    if not search.is_valid():
        return redirect("reflections:log")
    found = queries.found_entries(viewer, search.cleaned_data["sought"])
    return render(request, "reflections/log.html", {"entries": found, "search": search, "is_search": True})


def new_entry(request: HttpRequest) -> HttpResponse:
    """Begin an entry. The key made with the form finds it again, so a second submission goes on with the first."""
    viewer = passed.viewer(request, Person)
    model = _model(request, PromptModel.FREE)
    form = Entry(request.POST or None, prompts=rules.PROMPTS[model], initial={"model": model})
    stands = queries.entry_for(viewer, form.cleaned_data["key"]) if form.is_valid() else None
    return _written(request, form, stands, model)


def entry(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Read and go on with an own entry."""
    stands = passed.subject(request, LogEntry)
    model = _model(request, stands.model_word)
    now = {"key": stands.pk, "version": stands.version, "model": model, "title": stands.title, "text": stands.text}
    now |= {f"{ANSWER}{prompt}": words for prompt, words in stands.answers.items()}
    form = Entry(request.POST or None, prompts=rules.prompts_shown(model, stands.answers), initial=now)
    return _written(request, form, stands, model)


@require_safe
def entry_text(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """An own entry as a file of plain text to keep."""
    stands = passed.subject(request, LogEntry)
    answer = render(request, "reflections/entry.txt", {"entry": stands}, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="log-{stands.written_at:%Y-%m-%d}.txt"'
    return answer


def entry_removal(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask before an entry is deleted for good; delete it."""
    viewer, stands = passed.viewer(request, Person), passed.subject(request, LogEntry)
    if request.method == "POST":
        services.delete_entry(stands, by=viewer)
        messages.info(request, _("The entry is deleted."))
        return redirect("reflections:log")
    return render(request, "reflections/entry_removal.html", {"entry": stands})


def _model(request: HttpRequest, otherwise: PromptModel) -> PromptModel:
    """The questions the form or the address asks for; any other word changes nothing."""
    asked = request.POST.get("model") or request.GET.get("with") or ""
    return PromptModel(asked) if asked in set(PromptModel) else otherwise


def _written(request: HttpRequest, form: Entry, stands: LogEntry | None, model: PromptModel) -> HttpResponse:
    """Keep what was sent and say so, or show the page; a refusal never loses a word."""
    if not form.is_valid():
        return _page(request, form, stands, model, kept="faulty" if form.is_bound else "")
    viewer = passed.viewer(request, Person)
    try:
        kept = _keep(viewer, form, stands, model)
    except Refused as refusal:
        outcome = outcome_of(refusal)
        if refusal.why is Why.WORDS_MISSING:
            form.add_error("text", _("There are no words yet. One line is enough."))
        newest = queries.entry_for(viewer, stands.pk) if stands else None
        return _page(request, form, newest, model, kept=outcome)
    if is_by_script(request):
        return _page(request, form, kept, model, kept="kept")
    messages.info(request, _("Kept. Only you can read it."))
    return redirect("reflections:entry", kept.pk)


def _keep(viewer: Person, form: Entry, stands: LogEntry | None, model: PromptModel) -> LogEntry:
    words, at = form.cleaned_data, clock.now()
    said = {"title": words["title"], "text": words["text"], "model": model, "answers": form.answers()}
    if stands is None:
        return services.write_entry(author=viewer, **said, key=words["key"], at=at)
    return services.change_entry(stands, **said, version=words["version"], by=viewer, at=at)


def _page(request: HttpRequest, form: Entry, stands: LogEntry | None, model: PromptModel, *, kept: str) -> HttpResponse:
    """The whole page, or for a script only the line that says what became of the words."""
    context = {"form": form, "entry": stands, "models": OFFERED, "model": model}
    return kept_line(request, "reflections/entry.html", context, kept)
