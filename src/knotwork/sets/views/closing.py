"""What becomes of a member's words when a set closes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets import forms, queries, services
from knotwork.sets.enums import Stage, WordsChoice
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Choose what becomes of one's own words, after reading what that means."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    held = queries.choice_of_words(viewer, learning_set)
    form = forms.WordsForm(request.POST or None, initial={"choice": held.choice if held else WordsChoice.KEEP})
    if request.method == "POST" and form.is_valid():
        services.choose_for_words(learning_set, choice=form.chosen(), by=viewer, at=clock.now())
        is_taken = form.chosen() is WordsChoice.TAKE_BACK
        messages.success(request, _("Kept. You have seven days to think again.") if is_taken else _("Kept. Your words stay."))
        return redirect("sets:words", set_id)
    context = {
        "learning_set": learning_set,
        "form": form,
        "held": held,
        "closes": learning_set.stage in (Stage.CLOSING, Stage.CLOSED),
        "is_closed": learning_set.stage == Stage.CLOSED,
    }
    return render(request, "sets/words.html", context, status=422 if form.errors else 200)
