"""Giving one's answer to a version of the agreement."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knotwork.agreements import forms, queries, services
from knotwork.agreements.enums import Answer, VersionState, Why
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, set_id: UUID, number: int) -> HttpResponse:
    """Read a version and answer it; if it changed meanwhile, the new text is shown and the words are kept."""
    viewer = passed.viewer(request, Person)
    version = queries.version_of(passed.subject(request, LearningSet), number)
    if version is None:
        raise Http404
    if version.state not in (VersionState.DRAFT, VersionState.IN_FORCE):
        return redirect("agreements:history", set_id)
    form = forms.AnswerForm(request.POST or None, initial={"revision": version.revision})
    if request.method == "POST" and form.is_valid():
        try:
            answered = _answer(form, version, viewer)
        except Refused as refused:
            if refused.why is Why.TEXT_HAS_CHANGED:
                return _read_anew(request, version, viewer, form)
            form.add_error("words" if refused.why is Why.REASON_MISSING else None, say(refused.why))
        else:
            messages.success(request, _what_came_of_it(answered, was=version, answer=form.cleaned_data["answer"]))
            return redirect("agreements:agreement", set_id)
    return render(request, "agreements/consent.html", _page_of(request, version, viewer, form))


def _answer(form: forms.AnswerForm, version: Version, viewer: Person) -> Version:
    said = form.cleaned_data
    answer, words = Answer(said["answer"]), said["words"]
    return services.answer(version, revision=said["revision"], answer=answer, words=words, by=viewer, at=clock.now())


def _read_anew(request: HttpRequest, version: Version, viewer: Person, form: forms.AnswerForm) -> HttpResponse:
    """The text as it is now, with the words kept and no answer chosen."""
    kept = form.to_another_text(version.revision)
    context = {**_page_of(request, version, viewer, kept), "has_changed": True}
    return render(request, "agreements/consent.html", context, status=409)


def _page_of(request: HttpRequest, version: Version, viewer: Person, form: forms.AnswerForm) -> dict[str, object]:
    before = queries.in_force(version.learning_set) if version.state == VersionState.DRAFT else None
    return {
        "learning_set": version.learning_set,
        "version": version,
        "before": before,
        "reason": queries.reason_of(viewer, version),
        "changes": queries.changes(before, version),
        "consent": queries.standing_of_consent(viewer, version),
        "objections": queries.objections(viewer, version),
        "said": queries.said_by_name(viewer, version) if "names" in request.GET else [],
        "answer_form": form,
        "remarks": queries.remarks(viewer, version),
        "remark_form": forms.RemarkForm(),
        "mutes": queries.mutes(viewer, version.learning_set),
        "is_draft": version.state == VersionState.DRAFT,
        "is_member": Standing.MEMBER in passed.standings(request),
    }


def _what_came_of_it(version: Version, *, was: Version, answer: str) -> str:
    if version.state == VersionState.IN_FORCE and was.state == VersionState.DRAFT:
        return _("Each of you has consented. The agreement is in force from now on.")
    if version.state == VersionState.AGREED:
        return _("Each of you has consented. The new words are in force from your next meeting on.")
    if version.state == VersionState.IN_FORCE and answer == Answer.OBJECT:
        return _("Your objection stands beside the version in force. Any of you can begin a new one.")
    return _("Your answer is kept. You can change it as long as the text is open.")
