"""Addresses that misbehave on purpose, for tests of what surrounds a view."""

import threading
from enum import StrEnum

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from knotwork.config import urls
from knotwork.platform.access.rows import ANYONE, HOST, SIGNED_IN
from knotwork.platform.kit.refusals import Refused


class Why(StrEnum):
    """Reasons of the test's own."""

    NOT_YOUR_SET = "not_your_set"
    ALREADY_BEGUN = "already_begun"


def thread(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(threading.get_ident()))


@csrf_exempt
def echo(request: HttpRequest) -> HttpResponse:
    zone, language = timezone.get_current_timezone_name(), translation.get_language()
    return HttpResponse(f"{request.META['REMOTE_ADDR']} {request.scheme} {zone} {language} {len(request.body)}")


def form(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


def refuse(_request: HttpRequest, why: str) -> HttpResponse:
    raise Refused(Why(why))


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"CNRY {request.POST} {request.GET}")


def busy(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
urlpatterns = [
    *urls.urlpatterns,
    path("probe/thread/", thread, name="thread"),
    path("probe/echo/", echo, name="echo"),
    path("probe/refuse/<str:why>/", refuse, name="refuse"),
    path("probe/form/", form, name="form"),
    path("probe/fail/", fail, name="fail"),
    path("probe/busy/", busy, name="busy"),
    path("probe/host/", echo, name="host_only"),
    path("probe/undeclared/", echo, name="undeclared"),
    path("probe/signed-in/", echo, name="signed_in"),
]
PROBES = dict.fromkeys(("thread", "echo", "form", "refuse", "fail", "busy"), ANYONE)
ROWS = {**PROBES, "host_only": HOST, "signed_in": SIGNED_IN}
