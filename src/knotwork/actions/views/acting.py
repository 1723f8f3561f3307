"""Pages about what members set out to try. Nothing here is ever late, and nothing is counted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.actions import queries, services
from knotwork.actions.enums import Status
from knotwork.actions.forms import Reporting, SettingOut
from knotwork.actions.models import Action
from knotwork.challenges import queries as challenges
from knotwork.challenges.models import Challenge
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


def of_set(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """What the viewer set out to try in this set, what came of it, and what the others are trying."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    own = queries.mine(viewer, learning_set)
    context = {
        "learning_set": learning_set,
        "is_member": Standing.MEMBER in passed.standings(request),
        "trying": [action for action in own if action.status == Status.OPEN],
        "earlier": [action for action in own if action.status != Status.OPEN],
        "others": queries.of_set(viewer, learning_set, clock.now()),
    }
    return render(request, "actions/of_set.html", context)


def new(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Set out to try something, perhaps because of a challenge."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    challenge = _challenge(request, viewer, learning_set)
    form = SettingOut(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data
        begun = services.set_out(
            owner=viewer,
            learning_set=learning_set,
            what=words["what"],
            hopes_to_learn=words["hopes_to_learn"],
            more=form.more(),
            by_on=words["by_on"],
            challenge=challenge,
            shown=not words["keep_to_myself"],
            key=form.key_or_none(),
            at=clock.now(),
        )
        return redirect("actions:action", begun.pk)
    headline = challenges.headline(challenge) if challenge else ""
    context = {"learning_set": learning_set, "form": form, "challenge": challenge, "headline": headline}
    return render(request, "actions/new.html", context, status=_status(form))


def action(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """One action with what was told of it."""
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Action), clock.now()
    is_own = subject.owner_id == viewer.pk
    context = {
        "action": subject,
        "learning_set": _set_of(request, subject),
        "is_own": is_own,
        "may_change": is_own and _set_of(request, subject) is not None,
        "reports": queries.reports(viewer, subject, at),
        "grew_from": queries.grown_from(viewer, subject) if is_own else None,
        "grew_into": queries.grown_into(viewer, subject) if is_own else None,
        "has_thread": len(queries.thread(viewer, subject, at)) > 1,
    }
    return render(request, "actions/action.html", context)


def thread(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Everything that grew out of one beginning, from the first to the last."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Action)
    context = {
        "action": subject,
        "learning_set": _set_of(request, subject),
        "is_own": subject.owner_id == viewer.pk,
        "strands": queries.thread(viewer, subject, clock.now()),
    }
    return render(request, "actions/thread.html", context)


def carrying_over(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Go on trying the same."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Action)
    if request.method != "POST":
        return redirect("actions:action", subject.pk)
    carried = services.carry_over(subject, by=viewer, at=clock.now())
    messages.info(request, _("Carried over. The day you first said it stays with it."))
    return redirect("actions:action", carried.pk)


def report(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Say what happened; not having tried is an answer too."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Action)
    form = Reporting(request.POST or None, initial={"outcome": request.GET.get("outcome")})
    if form.is_valid():
        words = form.cleaned_data
        services.report(
            subject,
            outcome=form.outcome_word(),
            what_happened=words["what_happened"],
            more=form.more(),
            shown=words["shown"],
            by=viewer,
            at=clock.now(),
        )
        return redirect("actions:action", subject.pk)
    return _page(request, "actions/report.html", subject, form)


def new_shape(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Go on with an action in another shape, or with what comes next."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Action)
    what = queries.next_said(viewer, subject) or subject.what
    before = {"what": what, "hopes_to_learn": subject.hopes_to_learn, **subject.more}
    form = SettingOut(request.POST or None, initial=before)
    if form.is_valid():
        words = form.cleaned_data
        grown = services.change_shape(
            subject,
            what=words["what"],
            hopes_to_learn=words["hopes_to_learn"],
            more=form.more(),
            by_on=words["by_on"],
            key=form.key_or_none(),
            by=viewer,
            at=clock.now(),
        )
        return redirect("actions:action", grown.pk)
    return _page(request, "actions/new_shape.html", subject, form)


def letting_go(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Let an action go, or take it up again."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Action)
    if request.method == "POST" and request.POST.get("take_up"):
        services.take_up_again(subject, by=viewer, at=clock.now())
    elif request.method == "POST":
        services.drop(subject, by=viewer, at=clock.now())
        messages.info(request, _("Let go. You can take it up again whenever you like."))
    return redirect("actions:action", subject.pk)


def sharing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Show the action, or one report of it, to the set; or keep all of it to oneself again."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Action)
    if request.method == "POST":
        told = [one for one in queries.reports(viewer, subject, clock.now()) if str(one.pk) == request.POST.get("report")]
        if request.POST.get("keep"):
            services.take_back(subject, by=viewer, at=clock.now())
        elif told:
            services.tell(told[0], meeting=None, by=viewer, at=clock.now())
        else:
            services.show_to_set(subject, by=viewer, at=clock.now())
    return redirect("actions:action", subject.pk)


def _challenge(request: HttpRequest, viewer: Person, learning_set: LearningSet) -> Challenge | None:
    """The challenge, own or shared, this action is to grow from, as the address names it."""
    own = challenges.in_hand(viewer, learning_set) if "from" in request.GET else []
    return next((one for one in own if str(one.pk) == request.GET["from"]), None)


def _page(request: HttpRequest, template: str, subject: Action, form: SettingOut | Reporting) -> HttpResponse:
    context = {"action": subject, "learning_set": _set_of(request, subject), "form": form}
    return render(request, template, context, status=_status(form))


def _status(form: SettingOut | Reporting) -> int:
    return 422 if form.is_bound and form.errors else 200


def _set_of(request: HttpRequest, subject: Action) -> LearningSet | None:
    """The set for the page's navigation; none for an owner who has left it."""
    inside = passed.standings(request) & {Standing.MEMBER, Standing.FACILITATOR}
    return subject.learning_set if inside else None
