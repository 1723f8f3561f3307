"""Taking out what is one's own, and leaving the host."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.people.services import leaving
from knotwork.people.views.common import after_proof, viewer_of
from knotwork.platform.kit import clock


@require_safe
def taking_out(request: HttpRequest) -> HttpResponse:
    """Say what can be taken out, and what leaving the host means."""
    return render(request, "people/taking_out.html")


@after_proof(back="people:taking_out")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """All of one's own words and account as one JSON file."""
    at = clock.now()
    taken = leaving.export_everything(viewer_of(request), at=at)
    answer = HttpResponse(json.dumps(taken, ensure_ascii=False, indent=2, default=str), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="knotwork-{at:%Y-%m-%d}.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@after_proof(back="people:departure")
@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: HttpRequest) -> HttpResponse:
    """Say what happens, then close the account for good."""
    if request.method == "POST":
        leaving.leave_host(viewer_of(request), at=clock.now())
        request.session.flush()
        return redirect("people:departed")
    return render(request, "people/departure.html")


@require_safe
def departed(request: HttpRequest) -> HttpResponse:
    """Say that the account is closed."""
    return render(request, "people/departed.html")
