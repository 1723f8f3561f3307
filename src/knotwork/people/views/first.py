"""The one-time links printed on the host's machine: for its first administrator, and for coming in where no mail goes."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from knotwork.people import rules
from knotwork.people.enums import Means, Why
from knotwork.people.forms import SignUpForm
from knotwork.people.services import entering, limits, printing, setting_up
from knotwork.people.views.common import onward, slowed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, secret: str) -> HttpResponse:
    """Open the first account, of who looks after this host."""
    at = clock.now()
    limits.spend(((rules.SET_UP_LIMIT, limits.place_of(request)),), at=at)
    if not setting_up.is_good(secret):
        raise Http404
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = setting_up.open_first_account(
                secret=secret, email=given["address"], name=given["name"], zone=given["zone"], at=at
            )
            entering.come_in(request, person, means=Means.SET_UP, at=at)
            return onward(request)
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return render(request, "people/first.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def printed_link(request: HttpRequest, proof_id: UUID, token: str) -> HttpResponse:
    """Opening a printed link shows a button; pressing it signs in whoever looks after the host."""
    at = clock.now()
    if not printing.is_good(proof_id, token=token, at=at):
        return render(request, "people/printed_link.html", {"why_not": Why.PRINTED_IS_OVER}, status=410)
    if request.method == "POST":
        person = printing.use(proof_id, token=token, at=at)
        is_in = entering.come_in(request, person, means=Means.PRINTED, at=at)
        return onward(request) if is_in else redirect("people:second_step")
    return render(request, "people/printed_link.html", {"proof_id": proof_id, "token": token})
