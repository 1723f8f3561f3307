"""What every request passes on its way in and every answer on its way out."""

import zoneinfo
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from knotwork.config import errors
from knotwork.config.limits import BODY_BYTES, TOO_LARGE
from knotwork.people import queries as people
from knotwork.platform.kit import asking, kept_out
from knotwork.platform.kit.headers import SECURITY_HEADERS
from knotwork.platform.kit.refusals import Refused

type Next = Callable[[HttpRequest], HttpResponseBase]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HSTS = "max-age=31536000"


def dress[R: HttpResponseBase](answer: R, path: str = "/") -> R:
    """Put the security headers on an answer; only static files may be stored."""
    for name, value in SECURITY_HEADERS.items():
        answer.headers[name] = value
    if settings.KNOTWORK_HTTPS:
        answer.headers["Strict-Transport-Security"] = _HSTS
    if not path.startswith(settings.STATIC_URL):
        answer.headers["Cache-Control"] = "no-store"
    return answer


def security_headers(get_response: Next) -> Next:
    """Dress every answer: pages, static files, refusals and faults alike. Stands outermost."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return dress(get_response(request), request.path_info)

    return answer


def trusted_proxies(get_response: Next) -> Next:
    """Believe what a trusted proxy says about the caller, and nobody else.

    Behind a proxy listed in KNOTWORK_TRUSTED_PROXIES, REMOTE_ADDR becomes the nearest address that is no such proxy.
    From anybody else the forwarding headers are removed, and the request is marked as passed on.
    """
    trusted = [ip_network(text, strict=False) for text in settings.KNOTWORK_TRUSTED_PROXIES]

    def is_trusted(address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in trusted)
        except ValueError:
            return False

    def answer(request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        hops = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        meta["knotwork.was_passed_on"] = bool(hops)
        if is_trusted(meta.get("REMOTE_ADDR", "")):
            meta["REMOTE_ADDR"] = next((hop for hop in reversed(hops) if not is_trusted(hop)), meta["REMOTE_ADDR"])
        else:
            for name in ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"):
                meta.pop(name, None)
        meta.pop("HTTP_X_FORWARDED_FOR", None)
        return get_response(request)

    return answer


def gate(get_response: Next) -> Next:
    """Turn away bodies that are too large, and changes asked for by another site."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.META.get(TOO_LARGE) or _length(request) > BODY_BYTES:
            return errors.page(413)
        is_change = request.method not in SAFE
        if is_change and request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
            return errors.page(403)
        return get_response(request)

    return answer


def reader(get_response: Next) -> Next:
    """Speak the signed-in person's language, on their clock."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        person: Any = request.user
        if not person.is_authenticated:
            return get_response(request)
        with translation.override(_language(person.language)), timezone.override(_zone(person.zone)):
            return get_response(request)

    return answer


def writer(get_response: Next) -> Next:
    """Let the fields for words know who writes, and what they said about names they keep out."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        person: Any = request.user
        if request.method in SAFE or not person.is_authenticated:
            return get_response(request)
        said, left = request.POST.get(kept_out.ANSWER, ""), request.POST.getlist(kept_out.LEFT)
        with kept_out.written_by(people.writer(person, said, left)):
            return get_response(request)

    return answer


def page(get_response: Next) -> Next:
    """While a page is made that changes nothing, ask the same question once."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE:
            return get_response(request)
        with asking.one_page():
            return get_response(request)

    return answer


class Refusals:
    """Turns a service's `Refused` into a page that says the reason kindly, and an empty answer to a wrong method into one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; a refusal is answered when a view raises it."""
        answer = self.get_response(request)
        return _with_a_page(answer) if isinstance(answer, HttpResponseNotAllowed) and not answer.content else answer

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer 403 when it is about who asks, 409 when it is about the moment."""
        return errors.refusal(request, fault.why) if isinstance(fault, Refused) else None


def _with_a_page(answer: HttpResponseNotAllowed) -> HttpResponse:
    page = errors.page(405)
    page.headers["Allow"] = answer.headers["Allow"]
    return page


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _language(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
