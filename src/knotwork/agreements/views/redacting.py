"""Taking words out of what a set wrote about its rules: a mark stands where they were."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.agreements import emails, forms, queries, services
from knotwork.agreements.enums import Rule, VersionState
from knotwork.agreements.models import Remark, Version
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def redaction(request: HttpRequest, set_id: UUID, version_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the set
    """Take words, a name for instance, out of a version and of all that was said about it."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    version = queries.readable_version(viewer, learning_set, version_id)
    if version is None:
        raise Http404
    form = forms.RedactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.redact(version, phrase=form.cleaned_data["phrase"], by=viewer, at=clock.now())
        except Refused as refused:
            form.add_error("phrase", say(refused.why))
        else:
            messages.success(request, _("The words are taken out; a mark stands in their place."))
            return redirect(_page_of(version))
    context = {
        "learning_set": learning_set,
        "version": version,
        "lines": queries.lines(version),
        "reason": queries.reason_of(viewer, version),
        "remarks": queries.remarks(viewer, version),
        "objections": queries.objections(viewer, version),
        "back": _page_of(version),
        "form": form,
    }
    return render(request, "agreements/redaction.html", context, status=422 if form.is_bound else 200)


@require_POST
def remark_removal(request: HttpRequest, set_id: UUID, remark_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found it
    """Take one's own words out of what was said about a proposal."""
    said = passed.subject(request, Remark)
    services.take_out_remark(said, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("Your words are taken out; a mark stands in their place."))
    return redirect(_page_of(said.version))


def _page_of(version: Version) -> str:
    """Where a version is read: what was in force of the agreement stands in its history."""
    if version.kind == Rule.AGREEMENT and version.state != VersionState.DRAFT:
        return reverse("agreements:history", args=[version.learning_set_id])
    return emails.page_of(version)
