"""Error pages of our own. They are drawn without the request, so that they look the same for everybody.

What a person may not see and what does not exist answer with the same bytes (design: trust.md §3.1).
"""

import sys
from enum import StrEnum

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import render_to_string, select_template
from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit import refusals, words

SENTENCES = {
    400: _("This request cannot be understood."),
    403: _("This cannot be done from here. Go back, load the page anew and try again."),
    404: _("There is nothing here for you."),
    405: _("This address takes what a form sends; there is no page behind it. Go back to the page with the form."),
    413: _("This is too long to be kept. Shorten it and send it again; the page behind you still holds your words."),
    429: _("That was too often in a short time. Wait a few minutes and try again."),
    500: _("Something went wrong on our side. What you typed may not have been kept: go back and copy it."),
    503: _("The data cannot be written just now. Nothing of what you sent was kept: go back, copy it, and try again soon."),
}


def page(status: int) -> HttpResponse:
    """The page for this status; the same bytes whoever asks."""
    words_of_page = {"status": status, "sentence": SENTENCES[status]}
    try:
        body = select_template([f"{status}.html", "fault.html"]).render(words_of_page)
    except (TemplateDoesNotExist, TemplateSyntaxError, DatabaseError):
        return HttpResponse(str(SENTENCES[status]), status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(body, status=status)


def refusal(request: HttpRequest, why: StrEnum) -> HttpResponse:
    """The page that says why something may not be done: 403 about standing, 409 about the moment."""
    status = 403 if refusals.is_about_standing(why) else 409
    return HttpResponse(render_to_string("refused.html", {"sentence": words.say(why)}, request), status=status)


def is_database_trouble(fault: BaseException | None) -> bool:
    """Whether the database is busy, gone, read-only or full, so that nothing was kept."""
    while fault is not None:
        if isinstance(fault, OperationalError | InterfaceError):
            return True
        if isinstance(fault, DatabaseError) and type(fault.__cause__).__name__ in {"ReadOnlySqlTransaction", "DiskFull"}:
            return True
        fault = fault.__cause__
    return False


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 – Django's signature
    """400."""
    return page(400)


def not_allowed(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 – Django's signature
    """403."""
    return page(403)


def forged(_request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 – Django's signature
    """403 for a form that did not come from our own page."""
    return page(403)


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 – Django's signature
    """404, for what is absent and for what may not be seen."""
    return page(404)


def too_often(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 – Django's signature
    """429."""
    return page(429)


def at_fault(_request: HttpRequest) -> HttpResponse:
    """503 if the database could not take it, else 500."""
    return page(503 if is_database_trouble(sys.exc_info()[1]) else 500)
