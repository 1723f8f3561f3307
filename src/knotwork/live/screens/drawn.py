"""A screen as HTML: what the page holds and what the stream pushes are drawn by the same templates.

A move changes little of most people's screens. So a screen is put together from pieces, each drawn from nothing but the
values given to it, and a piece whose values were just seen is not drawn again. The memory is this process's alone.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from knotwork.live.queries import Gathered
from knotwork.live.screens.shapes import Screen
from knotwork.live.screens.whole import show
from knotwork.live.words import ADVICE

MOST_PIECES = 4096
_STARTS = "|".join(ADVICE)


def html(room: Gathered, viewer: UUID, at: datetime) -> str:
    """This viewer's whole screen, without the page around it."""
    return draw(show(room, viewer, at))


def draw(screen: Screen, token: str = "") -> str:
    """The screen as HTML; `token` lets its forms work where there are no scripts."""
    moves_url = reverse("live:moves", args=[screen.meeting_id])
    told = {"screen": screen, "csrf": token, "moves_url": moves_url}
    return render_to_string("live/screen.html", told | dict(_pieces(screen, moves_url, token)))


def _pieces(screen: Screen, moves_url: str, token: str) -> Iterator[tuple[str, object]]:
    """The pieces under the names the screen's template knows; forms with a token of their own are not remembered."""
    if screen.layout == "silence":
        return
    draw_forms = _piece if token else _remembered
    language = get_language()
    told: dict[str, object] = {"starts": _STARTS, "layout": screen.layout, "language": language}
    forms = told | {"moves_url": moves_url, "csrf": token, "set_id": None if screen.is_outside else screen.set_id}
    below, in_row = (None, screen.ending) if screen.ends_here else (screen.ending, None)
    yield "bar", _remembered("live/bar.html", **_chosen(screen, "bar", "trail", "meeting_id"), language=language)
    yield "seats", _remembered("live/seats.html", seats=screen.table, note=screen.table_note, language=language)
    yield "parts", [draw_forms("live/part.html", part=part, **forms) for part in screen.parts]
    beside = _chosen(screen, "meeting_id", "chair", "write_for", "tools", "more")
    yield "beside", draw_forms("live/beside.html", ending=below, **beside, **forms)
    row = _chosen(screen, "moving", "aside", "actions", "pauses", "onward")
    yield "actions", draw_forms("live/actions.html", ending=in_row, **row, **forms)


def _chosen(screen: Screen, *names: str) -> dict[str, object]:
    return {name: getattr(screen, name) for name in names}


def _piece(template: str, **values: object) -> SafeString:
    return render_to_string(template, values)


_remembered = lru_cache(maxsize=MOST_PIECES)(_piece)
