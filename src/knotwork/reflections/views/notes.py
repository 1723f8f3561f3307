"""Learning notes, one's own of all sets and those shared in one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.reflections import queries, services
from knotwork.reflections.enums import Audience, Level
from knotwork.reflections.forms import Noting, Renoting
from knotwork.reflections.models import LearningNote
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


def notes(request: HttpRequest) -> HttpResponse:
    """All the viewer's own notes."""
    viewer = passed.viewer(request, Person)
    own = [(note, note.author_id == viewer.pk) for note in queries.own_notes(viewer)]
    return render(request, "reflections/notes.html", {"notes": own, "sets": sets.visible(viewer, clock.now())})


def notes_of_set(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """What was learned in a set: notes shared with it and the viewer's own; a member adds one here."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    is_member = Standing.MEMBER in passed.standings(request)
    form = Noting(request.POST or None, set_name=learning_set.name)
    if is_member and form.is_valid():
        words = form.cleaned_data
        services.note(
            author=viewer,
            learning_set=learning_set,
            level=Level(words["level"]),
            text=words["text"],
            audience=Audience(words["audience"]),
            key=form.key_or_none(),
            at=clock.now(),
        )
        return redirect("reflections:notes_of_set", learning_set.pk)
    shared = queries.notes_of_set(viewer, learning_set, clock.now())
    own = queries.own_notes(viewer, learning_set)
    context = {
        "learning_set": learning_set,
        "is_member": is_member,
        "form": form,
        "shared": [(note, note.author_id == viewer.pk) for note in shared],
        "own": [(note, True) for note in own if note.audience == Audience.ME],
    }
    return render(request, "reflections/notes_of_set.html", context, status=_status(form))


def note(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Put an own note in other words."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, LearningNote)
    form = Renoting(request.POST or None, initial={"text": subject.text, "level": subject.level})
    if form.is_valid():
        level = Level(form.cleaned_data["level"])
        services.change_note(subject, level=level, text=form.cleaned_data["text"], by=viewer)
        return redirect("reflections:notes")
    return render(request, "reflections/note.html", {"note": subject, "form": form}, status=_status(form))


def note_sharing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Share an own note with its set, or keep it to oneself again."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, LearningNote)
    if request.method == "POST" and request.POST.get("keep"):
        services.unshare(subject, by=viewer, at=clock.now())
        messages.info(request, _("Only you can read this note now."))
    elif request.method == "POST":
        services.share(subject, by=viewer, at=clock.now())
        messages.info(request, _("The set can read this note now."))
    return redirect("reflections:notes")


def note_removal(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask before a note is deleted for good; delete it."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, LearningNote)
    if request.method == "POST":
        services.delete_note(subject, by=viewer, at=clock.now())
        messages.info(request, _("The note is deleted."))
        return redirect("reflections:notes")
    return render(request, "reflections/note_removal.html", {"note": subject})


def _status(form: Noting | Renoting) -> int:
    return 422 if form.is_bound and form.errors else 200
