"""How a form that keeps itself while somebody writes is answered (static/challenges/autosave.js)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knotwork.platform.kit.refusals import Refused
from knotwork.reflections.enums import Why

AUTOSAVE = "X-Autosave"
LINE = "reflections/parts/kept_line.html"


def is_by_script(request: HttpRequest) -> bool:
    """Whether the words were sent while they are still being written."""
    return AUTOSAVE in request.headers


def outcome_of(refusal: Refused) -> str:
    """What the page says of words that were not kept; raises what is no matter of words."""
    match refusal.why:
        case Why.WORDS_MISSING:
            return "faulty"
        case Why.CHANGED_ELSEWHERE:
            return "conflict"
        case _:
            raise refusal


def kept_line(request: HttpRequest, template: str, context: Mapping[str, Any], kept: str) -> HttpResponse:
    """The whole page, or for a script only the line that says what became of the words.

    A script that met newer words keeps the version it wrote upon: only somebody who has seen both may go on.

    Args:
        context: holds `form`, with a version, and `entry` as it stands, or None.
    """
    form, entry, by_script = context["form"], context["entry"], is_by_script(request)
    posted = form["version"].value() if form.is_bound else 0
    version = posted if by_script and kept != "kept" else entry.version if entry else 0
    told = {**context, "kept": kept, "by_script": by_script, "version": version}
    status = {"conflict": 409, "faulty": 422}.get(kept, 200)
    answer = render(request, LINE if by_script else template, told, status=status)
    if kept:
        answer[AUTOSAVE] = kept
    return answer
