"""The challenge a set shares: begin it, divide it, name who opens doors, open what was said before."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.challenges import forms, queries, services
from knotwork.challenges.models import Challenge, Part
from knotwork.challenges.screens import together
from knotwork.challenges.views.record import page
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet


def new(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Begin what the set works on together; if it has begun already, there it is."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    shared = queries.shared_of(learning_set)
    if request.method == "GET" and shared is not None and not together.awaits_beginning(learning_set):
        return redirect("challenges:challenge", shared.pk)
    form = forms.BeginTogether(request.POST or None)
    if form.is_valid():
        begun = services.begin_shared(
            learning_set=learning_set,
            headline=form.cleaned_data["headline"],
            sponsor=form.cleaned_data["sponsor"],
            domains=form.cleaned_data["domains"],
            interventions=form.interventions(),
            key=form.key_or_none(),
            by=viewer,
            at=clock.now(),
        )
        return redirect("challenges:challenge", begun.pk)
    is_shared = learning_set.problem_mode == ProblemMode.SHARED
    context = {"learning_set": learning_set, "form": form, "works_together": is_shared}
    return render(request, "challenges/shared_new.html", context, status=422 if _is_faulty(form) else 200)


def sponsor(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Say who wants the change and opens doors."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    form = forms.SponsorForm(request.POST if request.method == "POST" else None, initial={"words": subject.sponsor})
    if form.is_valid():
        services.name_sponsor(subject, words=form.cleaned_data["words"], by=viewer, at=clock.now())
        return redirect("challenges:challenge", subject.pk)
    return page(request, "challenges/sponsor.html", subject, form)


def parts(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Write down a part of it, and take it if wished."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    form = forms.Dividing(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        services.write_part(subject, what=said["what"], takes=said["takes"], key=form.key_or_none(), by=viewer, at=clock.now())
        return redirect("challenges:challenge", subject.pk)
    return page(request, "challenges/dividing.html", subject, form)


@require_POST
def part(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Take a part, give it back, or put it away."""
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Part), clock.now()
    if "take" in request.POST:
        services.take_part(subject, by=viewer, at=at)
        messages.info(request, _("You hold this part now. Whenever you like, you can give it back."))
    elif "give_back" in request.POST:
        services.give_part_back(subject, by=viewer, at=at)
        messages.info(request, _("You gave it back. It waits for whoever takes it."))
    elif "put_away" in request.POST:
        services.put_part_away(subject, by=viewer, at=at)
        messages.info(request, _("It is put away. What the set did about it stays."))
    return redirect("challenges:challenge", subject.challenge_id)


@require_POST
def opening(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Agree that everybody in the set reads all of it, or agree no longer."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    if "not" in request.POST:
        services.take_agreement_back(subject, by=viewer)
        messages.info(request, _("You do not agree any more. What was said before stays closed."))
    elif services.agree_to_open(subject, by=viewer, at=clock.now()).openings.exists():
        messages.info(request, _("You agree. It opens when everybody in the set does."))
    else:
        messages.info(request, _("Everybody agrees: everyone in the set reads all of it now."))
    return redirect("challenges:challenge", subject.pk)


def _is_faulty(form: Form) -> bool:
    return form.is_bound and bool(form.errors)
