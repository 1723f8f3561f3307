"""Where a challenge stands, and its owner's own look at whether it fits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.challenges import forms, queries, rules, services
from knotwork.challenges.enums import Finding, Status
from knotwork.challenges.models import Challenge
from knotwork.challenges.views.record import page
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock


def standing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Say where the challenge stands, how it ended, and which sides of life it touches."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    now = {"status": subject.status, "domains": subject.domains.split(), "ending": ""}
    form = forms.Placing(request.POST or None, initial=now)
    if form.is_valid():
        services.place(
            subject,
            status=Status(form.cleaned_data["status"]),
            domains=form.cleaned_data["domains"],
            ending=form.ending_word(),
            words=form.cleaned_data["words"],
            by=viewer,
            at=clock.now(),
        )
        return redirect("challenges:challenge", subject.pk)
    return page(request, "challenges/standing.html", subject, form)


@require_POST
def standing_undoing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Take back the newest placing."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    services.undo_placing(subject, by=viewer, at=clock.now())
    messages.info(request, _("Taken back. It stands where it stood before."))
    return redirect("challenges:challenge", subject.pk)


def check(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Six soft statements the owner answers alone, and what they suggest."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    stands = queries.fit_check_of(viewer, subject)
    form = forms.Checking(request.POST or None, initial=stands.answers if stands else {})
    if request.method == "POST" and form.is_valid():
        services.check_fit(subject, said=form.said(), by=viewer, at=clock.now())
        return redirect("challenges:check", subject.pk)
    return _check_page(request, subject, form, forms.LearningNeedForm(initial=_need(viewer, subject)))


def learning_need(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Keep what somebody could simply tell the owner."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    need = forms.LearningNeedForm(request.POST if request.method == "POST" else None, initial=_need(viewer, subject))
    if need.is_valid():
        services.keep_learning_need(subject, words=need.cleaned_data["words"], by=viewer, at=clock.now())
        messages.info(request, _("Kept. Only you can read it."))
        return redirect("challenges:challenge", subject.pk)
    stands = queries.fit_check_of(viewer, subject)
    return _check_page(request, subject, forms.Checking(initial=stands.answers if stands else {}), need)


def _need(viewer: Person, subject: Challenge) -> dict[str, str]:
    stands = queries.fit_check_of(viewer, subject)
    return {"words": stands.learning_need if stands else ""}


def _check_page(request: HttpRequest, subject: Challenge, form: forms.Checking, need: forms.LearningNeedForm) -> HttpResponse:
    viewer = passed.viewer(request, Person)
    stands = queries.fit_check_of(viewer, subject)
    found = rules.findings(stands.said, something_tried_or_planned=any(subject.interventions.all())) if stands else ()
    context = {
        "challenge": subject,
        "learning_set": subject.learning_set,
        "headline": queries.headline(subject),
        "form": form,
        "need": need,
        "check": stands,
        "found": found,
        "offers_need": Finding.PUZZLE in found or (stands is not None and bool(stands.learning_need)),
    }
    faulty = any(one.is_bound and one.errors for one in (form, need))
    return render(request, "challenges/check.html", context, status=422 if faulty else 200)
