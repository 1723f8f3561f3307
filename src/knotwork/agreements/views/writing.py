"""Writing a draft of the agreement, clause by clause."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.agreements import forms, queries, services
from knotwork.agreements.enums import Towards, Why
from knotwork.agreements.models import Version
from knotwork.agreements.rules import Clause
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.platform.kit.words import say
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """The text being written; POST begins it."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    if request.method == "POST":
        services.begin_draft(learning_set, by=viewer, at=clock.now())
        return redirect("agreements:draft", set_id)
    version = queries.draft(learning_set)
    if version is None:
        return redirect("agreements:agreement", set_id)
    return render(request, "agreements/draft.html", _page_of(viewer, version, forms.ClauseForm()))


def _page_of(viewer: Person, version: Version, form: forms.ClauseForm) -> dict[str, object]:
    clauses = queries.clauses(version)
    starters = forms.StartersForm(taken={clause.id for clause in clauses})
    return {
        "learning_set": version.learning_set,
        "draft": version,
        "clauses": clauses,
        "consent": queries.standing_of_consent(viewer, version),
        "form": form,
        "why_form": forms.WhyForm(initial={"reason": queries.reason_of(viewer, version)}),
        "is_a_change": version.number > 1,
        "starters": starters if starters.fields["keys"].choices else None,  # type: ignore[attr-defined]  # a choice field
    }


@require_POST
def clauses(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Add a clause in one's own words."""
    viewer, version = passed.viewer(request, Person), _open_draft(request)
    form = forms.ClauseForm(request.POST)
    if not form.is_valid():
        return render(request, "agreements/draft.html", _page_of(viewer, version, form))
    services.add_clause(version, text=form.cleaned_data["text"], by=viewer, at=clock.now())
    return redirect("agreements:draft", set_id)


@require_POST
def starters(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Add the picked starter clauses; picking none changes nothing."""
    keys = request.POST.getlist("keys")
    services.pick_starters(_open_draft(request), keys=keys, by=passed.viewer(request, Person), at=clock.now())
    return redirect("agreements:draft", set_id)


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, set_id: UUID, clause_id: str) -> HttpResponse:
    """Say a clause in other words; if somebody else changed it meanwhile, both texts are shown and nothing is lost."""
    version = _open_draft(request)
    now = _clause_in(version, clause_id)
    form = forms.RewordForm(request.POST or None, initial={"text": now.text, "was": now.text})
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, clock.now()
        try:
            services.reword_clause(version, clause_id=clause_id, **said, by=passed.viewer(request, Person), at=at)
        except Refused as refused:
            if refused.why is not Why.TEXT_HAS_CHANGED:
                raise
            return _both_texts(request, version, now, said["text"])
        return redirect("agreements:draft", set_id)
    return render(request, "agreements/clause.html", {"learning_set": version.learning_set, "clause": now, "form": form})


def _both_texts(request: HttpRequest, version: Version, now: Clause, text: str) -> HttpResponse:
    form = forms.RewordForm(initial={"text": text, "was": now.text})
    context = {"learning_set": version.learning_set, "clause": now, "form": form, "has_changed": True}
    return render(request, "agreements/clause.html", context, status=409)


@require_POST
def place(request: HttpRequest, set_id: UUID, clause_id: str) -> HttpResponse:
    """Move a clause one place up or down."""
    towards = Towards.UP if request.POST.get("towards") == Towards.UP else Towards.DOWN
    viewer = passed.viewer(request, Person)
    services.move_clause(_open_draft(request), clause_id=clause_id, towards=towards, by=viewer, at=clock.now())
    return redirect("agreements:draft", set_id)


@require_POST
def removal(request: HttpRequest, set_id: UUID, clause_id: str) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Take a clause out; its words are given back once, so that nothing is lost.

    They are given back on the page itself: a message would wait in a cookie, or in clear in the session.
    """
    viewer, version = passed.viewer(request, Person), _open_draft(request)
    text = _clause_in(version, clause_id).text
    shorter = services.remove_clause(version, clause_id=clause_id, by=viewer, at=clock.now())
    messages.info(request, _("Taken out. Its words stand below; you can add them again."))
    return render(request, "agreements/draft.html", _page_of(viewer, shorter, forms.ClauseForm(initial={"text": text})))


@require_POST
def reason(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Say why the text is being changed; it stands beside the new version for good."""
    viewer, version = passed.viewer(request, Person), _open_draft(request)
    form = forms.WhyForm(request.POST)
    if not form.is_valid():
        page = {**_page_of(viewer, version, forms.ClauseForm()), "why_form": form}
        return render(request, "agreements/draft.html", page, status=422)
    services.say_why(version, reason=form.cleaned_data["reason"], by=viewer, at=clock.now())
    messages.success(request, _("Your reason is kept."))
    return redirect("agreements:draft", set_id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Take the whole draft back, after reading what that means."""
    version = _open_draft(request)
    if request.method == "POST":
        services.withdraw(version, by=passed.viewer(request, Person), at=clock.now())
        messages.success(request, _("The draft is taken back."))
        return redirect("agreements:agreement", set_id)
    in_force = queries.in_force(version.learning_set)
    context = {"learning_set": version.learning_set, "draft": version, "in_force": in_force}
    return render(request, "agreements/withdrawal.html", context)


def _open_draft(request: HttpRequest) -> Version:
    version = queries.draft(passed.subject(request, LearningSet))
    refuse(Why.NOT_A_DRAFT if version is None else None)
    assert version is not None  # noqa: S101 – refused above
    return version


def _clause_in(version: Version, clause_id: str) -> Clause:
    found = next((each for each in queries.clauses(version) if each.id == clause_id), None)
    if found is None:
        raise Http404(say(Why.CLAUSE_GONE))
    return found
