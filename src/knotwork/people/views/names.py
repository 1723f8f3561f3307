"""Names a person keeps out of their words."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.people import queries, services
from knotwork.people.enums import Why
from knotwork.people.forms import KeptOutNameForm, WrittenForm
from knotwork.people.models import KeptOutName
from knotwork.people.views.common import viewer_of
from knotwork.platform.kit import clock, kept_out
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """One's own list, and a place to add to it."""
    viewer = viewer_of(request)
    form = KeptOutNameForm(request.POST or None)
    if request.method == "POST" and _keep(request, form):
        messages.success(request, _("Kept out from now on."))
        return redirect("people:names")
    page = {"form": form, "kept_out": queries.kept_out_names(viewer)}
    return render(request, "people/names.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, name_id: UUID) -> HttpResponse:
    """Change a name on one's list, or what is said instead of it."""
    kept = queries.kept_out_name(viewer_of(request), name_id)
    if kept is None:
        raise Http404
    form = KeptOutNameForm(request.POST or None, initial={"name": kept.name, "instead": kept.instead})
    if request.method == "POST" and _keep(request, form, kept):
        messages.success(request, _("Changed."))
        return redirect("people:names")
    return render(request, "people/name.html", {"form": form, "kept": kept}, status=422 if form.errors else 200)


@require_POST
def name_removal(request: HttpRequest, name_id: UUID) -> HttpResponse:
    """Let a name in again."""
    if not services.let_in(viewer_of(request), name_id=name_id):
        raise Http404
    messages.success(request, _("The name is not looked for any more."))
    return redirect("people:names")


@require_POST
def names_found(request: HttpRequest) -> HttpResponse:
    """Which names stand in words somebody is writing, and the words without each; nothing of it is kept.

    204 = there is no name to look for, so that a script need not ask again.
    """
    own, form = queries.kept_out_names(viewer_of(request)), WrittenForm(request.POST)
    if not own:
        return HttpResponse(status=204)
    form.is_valid()
    words, left = form.cleaned_data.get("words", ""), request.POST.getlist(kept_out.LEFT)
    listed = {each.name: each for each in own if str(each.pk) not in left}
    roles = {kept: each.instead for kept, each in listed.items()}
    offers = [(listed[kept], kept_out.replaced_one(words, roles, kept)) for kept in kept_out.found(words, roles)]
    return render(request, "people/parts/names_found.html", {"offers": offers})


def _keep(request: HttpRequest, form: KeptOutNameForm, changes: KeptOutName | None = None) -> bool:
    """Keep what the form says; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        services.keep_out(viewer_of(request), **form.cleaned_data, changes=changes, at=clock.now())
    except Refused as refused:
        form.add_error("name" if refused.why is Why.NO_NAME else "instead", say(refused.why))
        return False
    return True
