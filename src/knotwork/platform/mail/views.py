"""The development page of kept letters, and switching a kind of letter off."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from knotwork.platform.kit import clock
from knotwork.platform.mail import banner, kinds, queries, sending, services, writing
from knotwork.platform.mail.models import Letter

MOST = 50


@dataclass(frozen=True)
class Shown:
    """A letter as the page shows it."""

    address: str
    at: datetime
    subject: str
    text: str


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What was written and kept here instead of being sent; a page for trying things out on one's own machine.

    It holds other people's sign-in codes, so it exists only in the demo or where the host is reached as localhost.
    """
    if sending.leaves_this_machine() or not (settings.KNOTWORK_DEMO or banner.is_lone_machine()):
        raise Http404
    shown = [_shown(letter, clock.now()) for letter in queries.kept(MOST)]
    return render(request, "mail/letters.html", {"letters": shown})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Switch a kind of letter off: a GET only shows a button, so that mail scanners change nothing (RFC 8058)."""
    read = writing.read_token(token)
    if read is None or read[0] not in kinds.known() or kinds.kind_of(read[0]).switch_off is None:
        raise Http404
    if request.method != "POST":
        return render(request, "mail/off.html", {"is_done": False})
    services.switch_off(read[0], recipient=read[1], at=clock.now())
    return render(request, "mail/off.html", {"is_done": True})


def _shown(letter: Letter, at: datetime) -> Shown:
    settled_at = letter.settled_at or at
    try:
        written = kinds.kind_of(letter.kind).write(letter.params, letter.recipient, at)
    except Exception:  # noqa: BLE001 – what the letter spoke of may be gone since
        return Shown(letter.address, settled_at, letter.kind, "")
    return Shown(letter.address, settled_at, written.subject, written.text)
