"""A set's challenges, and one challenge with all that was said of it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.challenges import forms, offshoots, queries, services
from knotwork.challenges.enums import Bond, InterventionKind
from knotwork.challenges.models import Challenge
from knotwork.challenges.queries import domain_map as maps
from knotwork.challenges.screens import felt, together
from knotwork.meetings import queries as meetings
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets.enums import ProblemMode, Standing
from knotwork.sets.models import LearningSet


def of_set(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """The viewer's own challenges in a set, those the others show, and what is prepared for the next meeting."""
    viewer, learning_set, at = passed.viewer(request, Person), passed.subject(request, LearningSet), clock.now()
    coming = meetings.next_of(learning_set, at)
    shown = queries.of_set(viewer, learning_set, at)
    context = {
        "learning_set": learning_set,
        "is_member": Standing.MEMBER in passed.standings(request),
        "works_together": learning_set.problem_mode == ProblemMode.SHARED,
        **_shared(learning_set),
        "own": [(one, queries.headline(one), queries.may_be_bid(one)) for one in queries.mine(viewer, learning_set)],
        "others": [(one, queries.headline(one)) for one in shown if one.owner_id not in {viewer.pk, None}],
        "coming": coming,
        "briefs": queries.shared_briefs(viewer, coming, at) if coming else [],
    }
    return render(request, "challenges/of_set.html", context)


def new(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Begin a challenge with one sentence."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    if request.method == "GET" and "own" not in request.GET and together.awaits_beginning(learning_set):
        return redirect("challenges:shared_new", learning_set.pk)
    form = forms.Begin(request.POST or None, set_name=learning_set.name)
    if form.is_valid():
        begun = services.begin(
            owner=viewer,
            learning_set=learning_set,
            headline=form.cleaned_data["headline"],
            domains=form.cleaned_data["domains"],
            interventions=form.interventions(),
            shown=form.cleaned_data["shown"],
            key=form.key_or_none(),
            at=clock.now(),
        )
        return redirect("challenges:challenge", begun.pk)
    return render(request, "challenges/new.html", {"learning_set": learning_set, "form": form}, status=_status(form))


def challenge(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """One challenge: how its framing moved, what was tried, and what only its owner sees."""
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Challenge), clock.now()
    is_own, changes = subject.owner_id == viewer.pk, may_change(request)
    told = queries.told(viewer, subject, at)
    placements = queries.placements(viewer, subject, at)
    context = {
        "challenge": subject,
        "learning_set": _set_of(request, subject),
        "headline": queries.headline(subject),
        "is_own": is_own,
        "may_change": changes,
        "told": told,
        "placements": placements,
        "can_undo": any(one.taken_back_at is None for one in placements),
        "map_states": maps.map_states(viewer, subject, at),
        "may_be_bid": queries.may_be_bid(subject),
        "offshoots": offshoots.seen_by(viewer, subject, at),
        "ways": offshoots.ways(subject),
        "begin_urls": offshoots.begin_urls(subject) if changes else [],
        "kept": queries.kept_questions(viewer, subject) if changes else [],
        "telling": forms.Telling(initial={"kind": InterventionKind.TRIED.value}) if changes else None,
        **(_alone(viewer, subject) if is_own else {}),
        **({"dividing": forms.Dividing(), **together.context(viewer, subject, at)} if subject.is_shared else {}),
    }
    return render(request, "challenges/challenge.html", context)


def _alone(viewer: Person, subject: Challenge) -> dict[str, object]:
    """What only the owner of a challenge sees on its page."""
    return {
        "brief": queries.brief_of(viewer, subject),
        "turns": felt.summed_up(viewer, subject),
        "fit_check": queries.fit_check_of(viewer, subject),
        "shares": queries.shares(viewer, subject),
    }


def framing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Put the challenge as it is seen now; the earlier words stay."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    headline = queries.headline(subject)
    form = forms.Reframing(request.POST or None, initial={"headline": headline})
    if form.is_valid():
        words = form.cleaned_data
        services.reframe(subject, headline=words["headline"], moved_by=words["moved_by"], by=viewer, at=clock.now())
        return redirect("challenges:challenge", subject.pk)
    return page(request, "challenges/framing.html", subject, form)


def interventions(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Add something tried or planned."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    form = forms.Telling(request.POST or None)
    if form.is_valid():
        kind = InterventionKind(form.cleaned_data["kind"])
        services.tell_intervention(subject, kind=kind, what=form.cleaned_data["what"], by=viewer, at=clock.now())
        return redirect("challenges:challenge", subject.pk)
    return page(request, "challenges/interventions.html", subject, form)


def sharing(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Show the challenge to everyone in the set today, or keep it to oneself again."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    if request.method == "POST":
        if request.POST.get("keep"):
            services.take_back(subject, by=viewer, at=clock.now())
            messages.info(request, _("Only you see this challenge now."))
        else:
            services.show_to_set(subject, by=viewer, at=clock.now())
            messages.info(request, _("Everyone in the set sees this challenge now."))
        return redirect("challenges:challenge", subject.pk)
    return page(request, "challenges/sharing.html", subject, None)


def page(request: HttpRequest, template: str, subject: Challenge, form: Form | None) -> HttpResponse:
    """A page about one challenge, with a form or none."""
    context = {
        "challenge": subject,
        "learning_set": _set_of(request, subject),
        "headline": queries.headline(subject),
        "form": form,
    }
    return render(request, template, context, status=_status(form))


def may_change(request: HttpRequest) -> bool:
    """Whether the viewer may change the challenge of this page: as its owner, or because the set shares it."""
    return bool(passed.standings(request) & {Bond.OWNER, Bond.TOGETHER})


def _shared(learning_set: LearningSet) -> dict[str, object]:
    shared = queries.shared_of(learning_set)
    awaits = together.awaits_beginning(learning_set)
    return {"shared": shared, "shared_headline": queries.headline(shared) if shared else "", "awaits": awaits}


def _status(form: Form | None) -> int:
    """422 when what was sent cannot be kept as it is, so that no script takes it for kept."""
    return 422 if form is not None and form.is_bound and form.errors else 200


def _set_of(request: HttpRequest, subject: Challenge) -> LearningSet | None:
    """The set for the page's navigation; none for an owner who has left it."""
    inside = passed.standings(request) & {Standing.MEMBER, Standing.FACILITATOR}
    return subject.learning_set if inside else None
