"""How turns felt: a presenter's own page, and what presenters show to their set."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.challenges import forms, queries, rules, services
from knotwork.challenges.models import Bringing, Challenge, Felt
from knotwork.challenges.screens import felt as picture
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets.models import LearningSet


def turns(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Each turn of an own challenge: what was invited, what was felt; the presenter's alone unless shown."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    brought = queries.own_turns(viewer, subject)
    sent = _sent(request, brought)
    if sent is not None and "forget" in request.POST:
        services.forget_felt(sent, by=viewer, at=clock.now())
        messages.info(request, _("Forgotten."))
        return redirect("challenges:turns", subject.pk)
    invited = queries.invited_for(viewer, subject)
    asked_for = {one.pk: invited.get(one.meeting_id, invited[None]) for one, _kept in brought}
    forms_of = {one.pk: _form(request, one, kept, asked_for[one.pk], is_sent=one == sent) for one, kept in brought}
    form = forms_of[sent.pk] if sent is not None else None
    if sent is not None and form is not None and form.is_valid():
        services.keep_felt(sent, **form.cleaned_data, by=viewer, at=clock.now())
        messages.info(request, _("Kept. The set sees it.") if form.cleaned_data["shown"] else _("Kept. Only you see it."))
        return redirect("challenges:turns", subject.pk)
    context = {
        "challenge": subject,
        "learning_set": subject.learning_set,
        "headline": queries.headline(subject),
        "turns": [(one, kept, picture.said(kept), forms_of[one.pk]) for one, kept in brought],
    }
    return render(request, "challenges/turns.html", context, status=422 if form is not None else 200)


def turns_of_set(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """How turns felt, as far as presenters show it; a picture from three on."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    shown = queries.shown_turns(viewer, learning_set, clock.now())
    context = {
        "learning_set": learning_set,
        "turns": [(one, picture.said(one)) for one in reversed(shown)],
        "picture": picture.drawn(shown) if len(shown) >= rules.FEWEST_FOR_PICTURE else None,
        "missing": max(0, rules.FEWEST_FOR_PICTURE - len(shown)),
    }
    return render(request, "challenges/turns_of_set.html", context)


def _sent(request: HttpRequest, brought: Sequence[tuple[Bringing, Felt | None]]) -> Bringing | None:
    """The turn a form was sent for.

    Raises:
        Http404: it is none of these.
    """
    if request.method != "POST":
        return None
    found = next((one for one, _kept in brought if str(one.pk) == request.POST.get("turn")), None)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, turn: Bringing, kept: Felt | None, asked_for: int | None, *, is_sent: bool) -> forms.FeltForm:
    initial: dict[str, int | bool | None] = {"invited": asked_for}
    if kept is not None:
        initial = {name: getattr(kept, name) for name in ("invited", "support", "challenged")} | {"shown": kept.shown_to_set}
    return forms.FeltForm(request.POST if is_sent else None, initial=initial, auto_id=f"id_%s_{turn.pk}")
