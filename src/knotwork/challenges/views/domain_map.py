"""A challenge's domain map: looked at, compared, and drawn by its owner. Table and picture post to the same addresses."""

from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knotwork.challenges import queries
from knotwork.challenges.forms import domain_map as forms
from knotwork.challenges.models import Challenge, MapState
from knotwork.challenges.queries import domain_map as maps
from knotwork.challenges.queries.domain_map import OnMap
from knotwork.challenges.rules import map_difference
from knotwork.challenges.rules.domain_map import Map
from knotwork.challenges.screens import domain_map as screens
from knotwork.challenges.services import domain_map as services
from knotwork.challenges.views.record import may_change
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.sets.enums import Standing


def domain_map(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """The map as it stands, or as it stood on an earlier date."""
    return _page(request)


@require_POST
def map_nodes(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Put something on the map."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    form = forms.PuttingOnMap(request.POST)
    if not form.is_valid():
        return _page(request, putting=form)
    services.add_node(subject, said=form.said(), place=form.place(), key=forms.key_of(form), by=viewer, at=clock.now())
    messages.info(request, _("It is on the map."))
    return redirect("challenges:domain_map", subject.pk)


def map_node(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Rename something on the map, say what kind it is and where it sits."""
    viewer, on_map = passed.viewer(request, Person), passed.subject(request, OnMap)
    node = _there(on_map.node)
    stands = {"words": node.said.words, "kind": node.said.kind, "regions": list(node.said.regions)}
    form = forms.PuttingOnMap(request.POST or None, initial=stands)
    if form.is_valid():
        services.change_node(on_map.challenge, UUID(node.id), said=form.said(), by=viewer, at=clock.now())
        messages.info(request, _("The map says it anew."))
        return redirect("challenges:domain_map", on_map.challenge.pk)
    return _form_page(request, "challenges/map_node.html", on_map, form)


def map_node_removal(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask before something is taken off the map; take it off."""
    viewer, on_map = passed.viewer(request, Person), passed.subject(request, OnMap)
    node = _there(on_map.node)
    if request.method == "POST":
        services.remove_node(on_map.challenge, UUID(node.id), by=viewer, at=clock.now())
        messages.info(request, _("It is off the map."))
        return redirect("challenges:domain_map", on_map.challenge.pk)
    touched = [row for row in screens.linked(on_map.map) if node in (row.source, row.target)]
    return _form_page(request, "challenges/map_node_removal.html", on_map, None, touched=touched)


@require_POST
def map_node_place(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Keep where something was drawn to."""
    viewer, on_map = passed.viewer(request, Person), passed.subject(request, OnMap)
    form = forms.Moving(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    to = form.cleaned_data["x"], form.cleaned_data["y"]
    services.move_node(on_map.challenge, UUID(_there(on_map.node).id), to=to, by=viewer, at=clock.now())
    return redirect("challenges:domain_map", on_map.challenge.pk)


@require_POST
def map_links(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Link two things."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    form = forms.Linking(request.POST, auto_id="link_%s", shown=_now(maps.map_states(viewer, subject, clock.now())))
    if not form.is_valid():
        return _page(request, linking=form)
    services.add_link(subject, joined=form.joined(), key=forms.key_of(form), by=viewer, at=clock.now())
    messages.info(request, _("The link is on the map."))
    return redirect("challenges:domain_map", subject.pk)


def map_link(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Let a link lead or bear otherwise."""
    viewer, on_map = passed.viewer(request, Person), passed.subject(request, OnMap)
    joined = _there(on_map.link).joined
    stands = {"source": joined.source, "kind": joined.kind, "target": joined.target}
    form = forms.Linking(request.POST or None, initial=stands, shown=on_map.map)
    if form.is_valid():
        services.change_link(on_map.challenge, UUID(_there(on_map.link).id), joined=form.joined(), by=viewer, at=clock.now())
        messages.info(request, _("The map says it anew."))
        return redirect("challenges:domain_map", on_map.challenge.pk)
    return _form_page(request, "challenges/map_link.html", on_map, form)


def map_link_removal(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Ask before a link is taken off the map; take it off."""
    viewer, on_map = passed.viewer(request, Person), passed.subject(request, OnMap)
    link = _there(on_map.link)
    if request.method == "POST":
        services.remove_link(on_map.challenge, UUID(link.id), by=viewer, at=clock.now())
        messages.info(request, _("The link is off the map."))
        return redirect("challenges:domain_map", on_map.challenge.pk)
    row = next(row for row in screens.linked(on_map.map) if row.link == link)
    return _form_page(request, "challenges/map_link_removal.html", on_map, None, row=row)


@require_POST
def map_undo(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Take the last step back."""
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Challenge), clock.now()
    states = maps.map_states(viewer, subject, at)
    shown = next((one for one in states if str(one.pk) == request.POST.get("state")), None)
    services.undo(subject, state_id=shown.pk if shown else None, by=viewer, at=at)
    messages.info(request, _("The last step is taken back."))
    return redirect("challenges:domain_map", subject.pk)


def map_comparison(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Two dates of the map beside each other: what came, what went, what changed."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    states = maps.map_states(viewer, subject, clock.now())
    later = _asked(request, "to", states) or (states[0] if states else None)
    earlier = _asked(request, "from", states) or (states[1] if len(states) > 1 else later)
    context = {**_context(request, subject), "states": states, "earlier": earlier, "later": later}
    if earlier is not None and later is not None:
        if earlier.sitting > later.sitting:
            earlier, later = later, earlier
        difference = map_difference.between(earlier.map, later.map)
        context |= {"earlier": earlier, "later": later, "difference": difference, "told": screens.told(difference)}
        context["drawing"] = screens.drawing(difference.both, difference)
    return render(request, "challenges/map_comparison.html", context)


def _page(
    request: HttpRequest, *, putting: forms.PuttingOnMap | None = None, linking: forms.Linking | None = None
) -> HttpResponse:
    viewer, subject, at = passed.viewer(request, Person), passed.subject(request, Challenge), clock.now()
    states = maps.map_states(viewer, subject, at)
    earlier = _asked(request, "state", states[1:])
    shown, context = earlier.map if earlier else _now(states), _context(request, subject)
    may_draw = Standing.MEMBER in passed.standings(request) and may_change(request)
    context |= {"states": states, "earlier": earlier, "shown": shown, "drawing": screens.drawing(shown)}
    context |= {"nodes": screens.rows(shown.nodes), "links": screens.linked(shown)}
    context["may_draw"] = may_draw and subject.learning_set.archived_at is None and earlier is None
    if context["may_draw"]:
        context |= {"undoable": maps.may_be_undone(states, at), "putting": putting or forms.PuttingOnMap()}
        context |= {
            "linking": linking or forms.Linking(auto_id="link_%s", shown=shown),
            "by_picture": forms.PuttingOnMap(auto_id="picture_%s"),
        }
        context["link_by_picture"] = forms.Linking(shown=shown, auto_id="picture_%s_link")
    return render(request, "challenges/domain_map.html", context, status=422 if putting or linking else 200)


def _form_page(
    request: HttpRequest, template: str, on_map: OnMap, form: django_forms.Form | None, **more: object
) -> HttpResponse:
    context = {**_context(request, on_map.challenge), "node": on_map.node, "link": on_map.link, "form": form, **more}
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


def _context(request: HttpRequest, subject: Challenge) -> dict[str, object]:
    inside = passed.standings(request) & {Standing.MEMBER, Standing.FACILITATOR}
    return {
        "challenge": subject,
        "learning_set": subject.learning_set if inside else None,
        "headline": queries.headline(subject),
        "is_own": request.user.pk == subject.owner_id,
    }


def _asked(request: HttpRequest, name: str, states: list[MapState]) -> MapState | None:
    """The state an address asks for, of those the viewer may read."""
    asked = request.GET.get(name)
    found = next((one for one in states if str(one.pk) == asked), None)
    if asked and found is None:
        raise Http404
    return found


def _now(states: list[MapState]) -> Map:
    return states[0].map if states else Map()


def _there[T](found: T | None) -> T:
    if found is None:
        raise Http404
    return found
