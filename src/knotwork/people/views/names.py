"""Names a person keeps out of their words."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.people import queries, services
from knotwork.people.forms import KeptOutNameForm
from knotwork.people.views.common import viewer_of
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """One's own list, and a place to add to it or to change what is said instead."""
    viewer = viewer_of(request)
    form = KeptOutNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_out(viewer, **form.cleaned_data, at=clock.now())
        except Refused as refused:
            form.add_error("instead", say(refused.why))
        else:
            messages.success(request, _("Kept out from now on."))
            return redirect("people:names")
    page = {"form": form, "kept_out": queries.kept_out_names(viewer)}
    return render(request, "people/names.html", page, status=422 if form.errors else 200)


@require_POST
def name_removal(request: HttpRequest, name_id: UUID) -> HttpResponse:
    """Let a name in again."""
    if not services.let_in(viewer_of(request), name_id=name_id):
        raise Http404
    messages.success(request, _("The name is not looked for any more."))
    return redirect("people:names")
