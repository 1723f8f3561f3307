"""Asks the check before every view; default deny, and absent for what may not be seen."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from knotwork.platform.access import refused
from knotwork.platform.access.check import Verdict, decide
from knotwork.platform.access.rows import Table
from knotwork.platform.kit import clock


class AccessMiddleware:
    """Finds the row of the URL name and lets pass, asks to sign in, or answers 404.

    A request that passes carries `request.subject` (what the row's loader found, else None) and
    `request.standings`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.table = cast("Table", import_string(settings.KNOTWORK_ACCESS_TABLE))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; the check itself happens in `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Decide about this request before its view runs."""
        match_ = request.resolver_match
        name = match_.view_name if match_ else ""
        viewer = request.user if request.user.is_authenticated else None
        is_host = bool(getattr(viewer, "is_host", False))
        decision = decide(self.table.get(name), viewer, is_host=is_host, kwargs=kwargs, at=clock.now())
        if decision.verdict is Verdict.SIGN_IN:
            return redirect_to_login(_back_to(request), reverse(settings.LOGIN_URL))
        if decision.verdict is Verdict.ABSENT:
            if viewer is not None:
                refused.note(viewer.pk, name, kwargs)
            raise Http404
        request.subject = decision.found.subject if decision.found else None  # type: ignore[attr-defined]  # our own request attributes
        request.standings = decision.found.standings if decision.found else frozenset()  # type: ignore[attr-defined]  # see above
        return None


def _back_to(request: HttpRequest) -> str:
    """Where to go on after signing in: the page that was asked for, or the one with the form that was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    sender = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(sender, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(sender).path if is_ours and urlsplit(sender).path else "/"
