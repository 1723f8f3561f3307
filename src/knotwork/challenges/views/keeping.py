"""Questions a presenter kept, nobody else's business."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.challenges import queries, services
from knotwork.challenges.forms import Wording
from knotwork.challenges.models import KeptQuestion
from knotwork.people.models import Person
from knotwork.platform.access import passed


def kept_questions(request: HttpRequest) -> HttpResponse:
    """All questions the viewer kept."""
    viewer = passed.viewer(request, Person)
    return render(request, "challenges/kept_questions.html", {"kept": queries.kept_questions(viewer)})


def kept_question(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Put words to one kept question, or change them."""
    viewer, kept = passed.viewer(request, Person), passed.subject(request, KeptQuestion)
    form = Wording(request.POST or None, initial={"text": kept.text})
    if form.is_valid():
        services.word_kept_question(kept, text=form.cleaned_data["text"], by=viewer)
        return _back(kept)
    status = 422 if form.is_bound else 200
    return render(request, "challenges/kept_question.html", {"kept": kept, "form": form}, status=status)


def kept_question_removal(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask before a kept question is deleted for good; delete it."""
    viewer, kept = passed.viewer(request, Person), passed.subject(request, KeptQuestion)
    if request.method == "POST":
        services.forget_kept_question(kept, by=viewer)
        messages.info(request, _("The question is deleted."))
        return _back(kept)
    return render(request, "challenges/kept_question_removal.html", {"kept": kept})


def _back(kept: KeptQuestion) -> HttpResponse:
    """To the challenge it belongs to, or to all kept questions."""
    if kept.challenge_id:
        return redirect("challenges:challenge", kept.challenge_id)
    return redirect("challenges:kept_questions")
