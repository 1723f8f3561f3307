"""Asking the program as somebody, and comparing what it answers."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from tests.world import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|"csrf": "[^"]*"')


class Browser(RequestFactory):
    """A browser of one actor's, who has just shown who they are. Its cookies stay as they are, whatever it is answered."""

    def __init__(self, world: World, actor: str, *, forged: bool = False) -> None:
        super().__init__()
        self._forged = forged
        if actor != "nobody":
            self.cookies = _signed_in(world, actor)
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def request(self, **request: Any) -> HttpResponse:
        """Pass a request through everything it passes when the program serves; only a forged one needs a token."""
        asked = WSGIRequest(self._base_environ(**request))
        asked._dont_enforce_csrf_checks = not self._forged
        return self._handler.get_response(asked)

    def ask(self, method: str, url: str, **more: Any) -> HttpResponse:
        """One request, whose changes are undone."""
        with transaction.atomic():
            answer = self.generic(method, url, **more)
            transaction.set_rollback(method not in SAFE)
        return answer


def _signed_in(world: World, actor: str) -> SimpleCookie:
    client = Client()
    client.force_login(world.people[actor])
    session = client.session
    session["proved_at"] = world.at.isoformat()
    session.save()
    UserSession.objects.create(user=world.people[actor], ip="127.0.0.1", session_key=session.session_key, user_agent="Firefox")
    return client.cookies


def bare(answer: HttpResponse) -> tuple[int, bytes, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Status, body, headers and names of cookies, without tokens against forgery."""
    headers = tuple(sorted(answer.headers.items()))
    return answer.status_code, _CHANGING.sub(b"", answer.content), headers, tuple(sorted(answer.cookies))


def names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every URL name the program knows, third parties' too; an address without a name comes as its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}" if entry.name else f"without a name: {entry.pattern}"
