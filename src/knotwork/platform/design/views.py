"""The page that shows every component."""

from datetime import UTC, datetime

from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knotwork.platform.design.forms import ComponentForm
from knotwork.platform.design.places import Place, row

_MOMENT = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
_MANY = ("Start a set", "My notes", "My log")
_FAULTY = {"headline": "", "name": "Heron", "starts_at": "25:30"}


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with words one could meet in a set."""
    shown = {
        "form": ComponentForm(prefix="kept"),
        "faulty": ComponentForm(_FAULTY),
        "instant": _MOMENT,
        "people": ["Amara", "Bo", "Chen", "Dina", "Edo", "Farah", "Goran"],
        "example_banners": ["This host rests on Sunday from 06:00 to 07:00 UTC."],
        "example_row": row(Place(name, "#places", name == "Weir") for name in ("Heron", "Weir", "Tern and Rail", *_MANY)),
        "example_messages": [Message(SUCCESS, "Kept. Heron will see it when bids open.")],
    }
    return render(request, "design/components.html", shown)
