"""The page that shows every component."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knotwork.platform.design.forms import ComponentForm

_MOMENT = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
_FAULTY = {"headline": "", "name": "Heron", "starts_at": "25:30"}


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with words one could meet in a set."""
    shown = {
        "form": ComponentForm(prefix="kept"),
        "faulty": ComponentForm(_FAULTY),
        "instant": _MOMENT,
        "people": ["Amara", "Bo", "Chen", "Dina", "Edo", "Farah", "Goran"],
        "example_banners": ["This host rests on Sunday from 06:00 to 07:00 UTC."],
        "example_letter": {"url": "https://sets.example.org/home/", "instant": _MOMENT},
    }
    return render(request, "design/components.html", shown)
