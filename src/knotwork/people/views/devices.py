"""Where one is signed in, and letting a phone in from there."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.people import queries
from knotwork.people.enums import Why
from knotwork.people.forms import TicketForm
from knotwork.people.models import NEXT_LENGTH
from knotwork.people.pictures import qr_path
from knotwork.people.services import devices as own
from knotwork.people.services import phones, under_way
from knotwork.people.views.common import slowed, viewer_of
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    found = queries.devices(viewer_of(request), session_key=request.session.session_key, at=clock.now())
    return render(request, "people/devices.html", {"devices": found})


@require_POST
def device_end(request: HttpRequest, device_id: int) -> HttpResponse:
    """Sign out on one device."""
    if not own.end_one(viewer_of(request), device_id=device_id, at=clock.now()):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("people:devices")


@require_POST
def others_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    own.end_others(viewer_of(request), session_key=request.session.session_key, at=clock.now())
    messages.success(request, _("All other devices are signed out."))
    return redirect("people:devices")


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def phone_offer(request: HttpRequest) -> HttpResponse:
    """Offer to let a phone in; the press makes a ticket."""
    wanted = under_way.safe_path(request, request.POST.get("next") or request.GET.get("next") or "")
    next_path = wanted if len(wanted) <= NEXT_LENGTH else ""
    if request.method == "POST":
        ticket = phones.offer(viewer_of(request), next_path=next_path, at=clock.now())
        return redirect("people:phone_ticket", ticket.pk)
    return render(request, "people/phone_offer.html", {"next": next_path})


@require_http_methods(["GET", "HEAD", "POST"])
def phone_ticket(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """What the signed-in device shows: the link, then the number of the phone that asked, to say yes or no."""
    viewer, at = viewer_of(request), clock.now()
    ticket = queries.ticket_of(viewer, ticket_id)
    if ticket is None:
        raise Http404
    if request.method == "POST":
        phones.answer(ticket_id, is_mine=request.POST.get("answer") == "yes", by=viewer, at=at)
        return redirect("people:phone_ticket", ticket_id)
    state = ticket.state(at)
    url = f"{settings.KNOTWORK_BASE_URL}{reverse('people:phone', args=[ticket.code])}"
    page = render(request, "people/phone_ticket.html", {"ticket": ticket, "state": state, "url": url, "qr": qr_path(url)})
    if state in {"open", "approved"}:
        page["Refresh"] = "2"
    return page


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def phone_code(request: HttpRequest) -> HttpResponse:
    """On the phone: type what the other device shows, where its picture cannot be scanned."""
    form = TicketForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people:phone", form.cleaned_data["code"])
    return render(request, "people/phone_code.html", {"form": form})


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """On the phone: ask to come in, see the number, go in."""
    at = clock.now()
    try:
        ticket = phones.found(request, code=code, at=at)
        if request.method == "POST" and ticket.approved_at and phones.is_asker(request, ticket):
            phones.go_in(request, ticket, at=at)
            return redirect(under_way.safe_path(request, ticket.next) or settings.LOGIN_REDIRECT_URL)
        if request.method == "POST":
            phones.ask(request, ticket, at=at)
            return redirect("people:phone", code)
    except Refused as refused:
        return _phone_refused(request, refused)
    state = ticket.state(at) if phones.is_asker(request, ticket) or not ticket.asked_by else "taken"
    page = render(request, "people/phone.html", {"ticket": ticket, "state": state, "code": code})
    if state == "asked":
        page["Refresh"] = "2"
    return page


def _phone_refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    if refused.why is Why.TOO_OFTEN:
        raise refused
    return render(request, "people/phone.html", {"state": "over", "why": refused.why}, status=410)
