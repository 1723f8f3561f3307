"""Whether the program serves, and whether it is ready to keep what it is given."""

import shutil
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from knotwork.platform.jobs import services as jobs
from knotwork.platform.kit import clock

DISK_BYTES = 64 * 1024 * 1024


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the program serves; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when a write was just kept and there is room for more, else 503; from this machine only."""
    if not _is_from_here(request):
        raise Http404
    try:
        with transaction.atomic():
            jobs.note_alive(at=clock.now())
        is_ready = shutil.disk_usage(settings.KNOTWORK_DATA).free >= DISK_BYTES
    except (DatabaseError, OSError):
        is_ready = False
    return HttpResponse("ready\n" if is_ready else "not ready\n", status=200 if is_ready else 503, content_type="text/plain")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Ask every robot to stay away."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def _is_from_here(request: HttpRequest) -> bool:
    if request.META.get("knotwork.was_passed_on"):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
