"""A screen as HTML: what the page holds and what the stream pushes are drawn by the same template."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from knotwork.live.queries import Gathered
from knotwork.live.screens.shapes import Bar, Knot, Screen
from knotwork.live.screens.whole import show
from knotwork.live.words import ADVICE

_STARTS = "|".join(ADVICE)


def html(room: Gathered, viewer: UUID, at: datetime) -> str:
    """This viewer's whole screen, without the page around it."""
    return draw(show(room, viewer, at))


def draw(screen: Screen, token: str = "") -> str:
    """The screen as HTML; `token` lets its forms work where there are no scripts."""
    bar = _bar(screen.bar, screen.trail, screen.meeting_id, get_language())
    told = {
        "screen": screen,
        "bar": bar,
        "csrf": token,
        "starts": _STARTS,
        "moves_url": reverse("live:moves", args=[screen.meeting_id]),
    }
    return render_to_string("live/screen.html", told)


@lru_cache(maxsize=64)
def _bar(bar: Bar, trail: tuple[Knot, ...], meeting_id: UUID, _language: str | None) -> SafeString:
    """The bar is the same for everybody who looks at one moment, so it is drawn once for them all."""
    return render_to_string("live/bar.html", {"bar": bar, "trail": trail, "meeting_id": meeting_id})
