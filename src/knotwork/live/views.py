"""The room's pages, and the one door moves come in by."""

from datetime import datetime
from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knotwork.live import forms, queries, services
from knotwork.live.flow.moves import Malformed
from knotwork.live.flow.why import Why
from knotwork.live.screens import doors, drawn
from knotwork.live.screens.bars import where
from knotwork.live.screens.looking import Looking
from knotwork.live.screens.shapes import Screen
from knotwork.live.screens.whole import show
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say


@require_safe
def room(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The room: its door before the meeting, the meeting itself, its record after."""
    return _page(request, meeting_id)


@require_safe
def shared(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One screen for everybody in the room: the phase, the time, whose turn it is."""
    return _page(request, meeting_id, is_shared=True)


@require_safe
def screen(request: HttpRequest, meeting_id: UUID) -> JsonResponse:
    """The screen as the stream would push it; for pages whose stream is closed or blocked."""
    at = clock.now()
    return JsonResponse(_told(_viewer(request), meeting_id, at) | {"csrf": get_token(request)})


@require_safe
def phase(request: HttpRequest, meeting_id: UUID, number: int) -> HttpResponse:
    """What was written in one phase, while the set is elsewhere."""
    viewer, at = _viewer(request), clock.now()
    seen = _gathered(viewer, meeting_id, at)
    state = seen.state
    if state is None or state.phase is None or number >= len(state.protocol.phases):
        raise Http404
    looking = Looking(seen, state, state.phase, viewer.pk, at)
    parts = doors.phase_seen_again(looking, number)
    told = {"parts": parts, "phase": state.protocol.phases[number], "here": state.phase.label, "where": where(looking)}
    return render(request, "live/phase.html", {**told, "meeting_id": meeting_id, "screen": looking})


@require_POST
def moves(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Take one move: acknowledged as JSON to the page's script, by a redirect to a form without one."""
    viewer, at = _viewer(request), clock.now()
    services.note_here(meeting_id, viewer.pk, at)
    try:
        sent = forms.posted(request.POST)
        kept = services.make_move(
            meeting_id,
            viewer=viewer,
            kind=sent.kind,
            body=sent.body,
            words=sent.words,
            move_id=sent.move_id,
            expect=sent.expect,
            at=at,
        )
    except (Refused, services.OtherBody, Malformed) as fault:
        return _refused(request, meeting_id, fault, at)
    if sent.place:
        services.forget(_meeting(request), place=sent.place, by=viewer)
    if not _wants_json(request):
        return redirect("live:room", meeting_id)
    told = {"move_id": str(kept.move_id), "duplicate": kept.duplicate}
    if "listening" in request.POST:
        now = round(clock.now().timestamp() * 1000)
        return JsonResponse({"seq": kept.seq, "log": str(kept.log_id), "now": now, "html": "", **told})
    return JsonResponse(_told(viewer, meeting_id, clock.now()) | told)


@require_POST
def drafts(request: HttpRequest, meeting_id: UUID) -> JsonResponse:  # noqa: ARG001 – the access row has used it
    """Keep what is typed and not yet sent."""
    kept = services.keep(
        _meeting(request),
        place=request.POST.get("place", ""),
        text=request.POST.get("text", ""),
        version=forms.version_of(request.POST),
        by=_viewer(request),
        at=clock.now(),
    )
    status = HTTPStatus.CONFLICT if kept.conflict else HTTPStatus.OK
    return JsonResponse({"version": kept.version, "text": kept.text if kept.conflict else ""}, status=status)


def _page(request: HttpRequest, meeting_id: UUID, *, is_shared: bool = False) -> HttpResponse:
    viewer, at = _viewer(request), clock.now()
    seen = _shown(viewer, meeting_id, at)
    stream = reverse("live:room", args=[meeting_id]) + "stream/"
    told = {"screen": seen, "is_shared": is_shared, "stream_url": stream, "now_ms": round(at.timestamp() * 1000)}
    html = drawn.draw(seen, get_token(request))
    return render(request, "live/room.html", {**told, "drawn": SafeString(html)})


def _refused(request: HttpRequest, meeting_id: UUID, fault: Exception, at: datetime) -> HttpResponse:
    """Say kindly why not: 409 with the present screen for what came too late, 422 for what cannot be read."""
    if isinstance(fault, Refused):
        why = say(fault.why)
        status = HTTPStatus.CONFLICT if fault.why is Why.STALE else HTTPStatus.FORBIDDEN
    else:
        why, status = _("That could not be read. Please try again."), HTTPStatus.UNPROCESSABLE_ENTITY
    if not _wants_json(request):
        messages.warning(request, why)
        return redirect("live:room", meeting_id)
    told = _told(_viewer(request), meeting_id, at) if status is HTTPStatus.CONFLICT else {}
    return JsonResponse({"why": why, **told}, status=status)


def _told(viewer: Person, meeting_id: UUID, at: datetime) -> dict[str, object]:
    services.note_here(meeting_id, viewer.pk, at)
    seen = _shown(viewer, meeting_id, at)
    return {"seq": seen.seq, "log": str(seen.log_id), "now": round(at.timestamp() * 1000), "html": drawn.draw(seen)}


def _shown(viewer: Person, meeting_id: UUID, at: datetime) -> Screen:
    return show(_gathered(viewer, meeting_id, at), viewer.pk, at)


def _gathered(viewer: Person, meeting_id: UUID, at: datetime) -> queries.Gathered:
    seen = queries.gather(queries.find(meeting_id, at), {viewer.pk}, here=services.PRESENCE.here(meeting_id, at), at=at)
    if viewer.pk not in seen.viewers:
        raise Http404
    return seen


def _viewer(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _meeting(request: HttpRequest) -> Meeting:
    return cast("Meeting", request.subject)  # type: ignore[attr-defined]  # what the access row loaded


def _wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")
