"""Accounts as the host administrator sees them: who has one, and who looks after the host. Nothing of any set."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.people import queries
from knotwork.people.forms import HostForm
from knotwork.people.services import hosting
from knotwork.people.views.common import viewer_of
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Who has an account; a press lets somebody look after the host too."""
    form = HostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = hosting.name_host(address=form.cleaned_data["address"], by=viewer_of(request), at=clock.now())
        except Refused as refused:
            form.add_error("address", say(refused.why))
        else:
            messages.success(request, _("%(name)s looks after this host too.") % {"name": person.name})
            return redirect("people:accounts")
    page = Paginator(queries.accounts(), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "hosts": queries.hosts()}
    return render(request, "people/accounts.html", context, status=422 if form.is_bound else 200)


@require_POST
def host_end(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody looks after the host no longer."""
    person = queries.account(person_id)
    if person is None:
        raise Http404
    viewer = viewer_of(request)
    try:
        hosting.end_host(person, by=viewer, at=clock.now())
    except Refused as refused:
        messages.error(request, say(refused.why))
        return redirect("people:accounts")
    messages.success(request, _("%(name)s looks after this host no longer.") % {"name": person.name})
    return redirect("home:home" if person == viewer else "people:accounts")
