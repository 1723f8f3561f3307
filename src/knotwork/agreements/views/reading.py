"""Reading the agreement: what is in force, and how it came to be."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knotwork.agreements import queries
from knotwork.agreements.forms import AnswerForm
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@require_safe
def agreement(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """The agreement in force with one's own consent to it, and the text being written, if there is one."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    version, to_come, draft = queries.texts_of_now(learning_set)
    context = {
        "to_come": to_come,
        "coming": queries.changes(version, to_come) if to_come else [],
        "learning_set": learning_set,
        "version": version,
        "draft": draft,
        "clauses": queries.clauses(version) if version else [],
        "changes": queries.changes(version, draft) if draft else [],
        "is_member": Standing.MEMBER in passed.standings(request),
        **_consent_to(request, viewer, version or draft),
    }
    return render(request, "agreements/agreement.html", context)


def _consent_to(request: HttpRequest, viewer: Person, version: Version | None) -> dict[str, object]:
    """Numbers for everyone, the form for who can answer, and names when somebody asked for them."""
    if version is None:
        return {}
    wants_names = "names" in request.GET
    return {
        "consent": queries.standing_of_consent(viewer, version),
        "objections": queries.objections(viewer, version),
        "answer_form": AnswerForm(initial={"revision": version.revision}),
        "said": queries.said_by_name(viewer, version) if wants_names else [],
    }


@require_safe
def history(request: HttpRequest, set_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Every version that was in force, newest first, each beside the one before it."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    told = queries.told(viewer, learning_set)
    said = queries.remarks_about(viewer, [version for version, _changes in told])
    compared = [(each, changes, queries.reason_of(viewer, each), said[each.pk]) for each, changes in told]
    is_member = Standing.MEMBER in passed.standings(request)
    context = {"learning_set": learning_set, "compared": compared, "is_member": is_member}
    return render(request, "agreements/history.html", context)
