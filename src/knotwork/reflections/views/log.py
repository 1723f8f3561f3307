"""The private log. What is sought in it travels in the body of a request, never in an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, services
from knotwork.reflections.enums import Why
from knotwork.reflections.forms import Entry, Search
from knotwork.reflections.models import LogEntry

AUTOSAVE = "X-Autosave"


def log(request: HttpRequest) -> HttpResponse:
    """The viewer's own entries."""
    viewer = passed.viewer(request, Person)
    return render(request, "reflections/log.html", {"entries": queries.entries(viewer), "search": Search()})


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
    form = Entry(request.POST or None)
    stands = queries.entry_for(viewer, form.cleaned_data["key"]) if form.is_valid() else None
    return _written(request, form, stands)


def entry(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Read and go on with an own entry."""
    stands = passed.subject(request, LogEntry)
    now = {"key": stands.pk, "version": stands.version, "title": stands.title, "text": stands.text}
    return _written(request, Entry(request.POST or None, initial=now), stands)


def entry_removal(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask before an entry is deleted for good; delete it."""
    viewer, stands = passed.viewer(request, Person), passed.subject(request, LogEntry)
    if request.method == "POST":
        services.delete_entry(stands, by=viewer)
        messages.info(request, _("The entry is deleted."))
        return redirect("reflections:log")
    return render(request, "reflections/entry_removal.html", {"entry": stands})


def _written(request: HttpRequest, form: Entry, stands: LogEntry | None) -> HttpResponse:
    """Keep what was sent and say so, or show the page; a refusal never loses a word."""
    if not form.is_valid():
        return _page(request, form, stands, kept="faulty" if form.is_bound else "")
    viewer = passed.viewer(request, Person)
    try:
        kept = _keep(viewer, form, stands)
    except Refused as refusal:
        if refusal.why is Why.WORDS_MISSING:
            form.add_error("text", _("There are no words yet. One line is enough."))
            return _page(request, form, stands, kept="faulty")
        if refusal.why is not Why.CHANGED_ELSEWHERE:
            raise
        newest = queries.entry_for(viewer, stands.pk) if stands else None
        return _page(request, form, newest, kept="conflict")
    if AUTOSAVE in request.headers:
        return _page(request, form, kept, kept="kept")
    messages.info(request, _("Kept. Only you can read it."))
    return redirect("reflections:entry", kept.pk)


def _keep(viewer: Person, form: Entry, stands: LogEntry | None) -> LogEntry:
    words, at = form.cleaned_data, clock.now()
    if stands is None:
        return services.write_entry(author=viewer, title=words["title"], text=words["text"], key=words["key"], at=at)
    return services.change_entry(stands, title=words["title"], text=words["text"], version=words["version"], by=viewer, at=at)


def _page(request: HttpRequest, form: Entry, stands: LogEntry | None, *, kept: str) -> HttpResponse:
    """The whole page, or for a script only the line that says what became of the words.

    A script that met newer words keeps the version it wrote upon: only somebody who has seen both may go on.
    """
    by_script = AUTOSAVE in request.headers
    posted = form["version"].value() if form.is_bound else 0
    context = {
        "form": form,
        "entry": stands,
        "kept": kept,
        "by_script": by_script,
        "version": posted if by_script and kept != "kept" else stands.version if stands else 0,
    }
    template = "reflections/entry.html#kept_line" if by_script else "reflections/entry.html"
    status = {"conflict": 409, "faulty": 422}.get(kept, 200)
    answer = render(request, template, context, status=status)
    if kept:
        answer[AUTOSAVE] = kept
    return answer
