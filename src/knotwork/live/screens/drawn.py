"""A screen as HTML: what the page holds and what the stream pushes are drawn by the same template."""

from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from knotwork.live.queries import Gathered
from knotwork.live.screens.shapes import Screen
from knotwork.live.screens.whole import show
from knotwork.live.words import ADVICE

_STARTS = "|".join(ADVICE)


def html(room: Gathered, viewer: UUID, at: datetime) -> str:
    """This viewer's whole screen, without the page around it."""
    return draw(show(room, viewer, at))


def draw(screen: Screen, token: str = "") -> str:
    """The screen as HTML; `token` lets its forms work where there are no scripts."""
    told = {"screen": screen, "csrf": token, "starts": _STARTS, "moves_url": reverse("live:moves", args=[screen.meeting_id])}
    return render_to_string("live/screen.html", told)
