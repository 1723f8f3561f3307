"""Learning notes, one's own of all sets and those shared in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.reflections import queries, services
from knotwork.reflections.enums import Audience, Level, Source
from knotwork.reflections.forms import Noting, Renoting
from knotwork.reflections.models import LearningNote
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@dataclass(frozen=True)
class Line:
    """A note as a page shows it; `wished` is empty for what is only the viewer's."""

    note: LearningNote
    is_own: bool
    wished: queries.Wished | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the set chose to keep it."""
        return self.wished is not None and self.wished.is_kept


def by_level(lines: Sequence[Line]) -> list[tuple[Level, list[Line]]]:
    """The lines on each of the four levels; levels without any are left out."""
    levels = [(level, [line for line in lines if line.note.level == level]) for level in Level]
    return [(level, found) for level, found in levels if found]


def notes(request: HttpRequest) -> HttpResponse:
    """All the viewer's own notes."""
    viewer = passed.viewer(request, Person)
    own = by_level([Line(note, is_own=True) for note in queries.own_notes(viewer)])
    return render(request, "reflections/notes.html", {"levels": own, "sets": sets.visible(viewer, clock.now())})


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
            source=Source(words["source"] or Source.ELSEWHERE),
            key=form.key_or_none(),
            at=clock.now(),
        )
        return redirect("reflections:notes_of_set", learning_set.pk)
    shared = queries.notes_of_set(viewer, learning_set, clock.now())
    wished = queries.wishes(viewer, learning_set, shared)
    lines = [Line(note, is_own=note.author_id == viewer.pk, wished=wished[note.pk]) for note in shared]
    own = queries.own_notes(viewer, learning_set)
    context = {
        "learning_set": learning_set,
        "is_member": is_member,
        "form": form,
        "may_keep": is_member and learning_set.archived_at is None,
        "kept": [line for line in lines if line.is_kept],
        "levels": by_level([line for line in lines if not line.is_kept]),
        "own": [Line(note, is_own=True) for note in own if note.audience == Audience.ME],
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


def note_keeping(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Say that the set should keep a shared note together, or take that back."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, LearningNote)
    if request.method == "POST":
        services.wish_to_keep(subject, is_wish="wish" in request.POST, by=viewer)
    return redirect("reflections:notes_of_set", subject.learning_set_id)


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
