"""Ways to look at a challenge: a grid, a force field with its picture, and a lens of three panes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.challenges import forms, queries, rules, services
from knotwork.challenges.enums import Pane, SheetKind, Side, Why
from knotwork.challenges.models import Challenge, Sheet
from knotwork.challenges.rules import Force, GridLine, Shift
from knotwork.challenges.views.record import may_change
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.sets.enums import Standing

MIDDLE, STEP, ROW = 150, 24, 34


def grid(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Who knows, who cares, who can; and who is missing."""
    kept = _kept(request, SheetKind.GRID)
    newest = kept[0] if kept else None
    lines = _grid(newest)
    form = forms.GridForm(request.POST or None, lines=lines, version=newest.version if newest else 0)
    if form.is_valid() and _keep(request, form, SheetKind.GRID, form.lines()):
        return redirect("challenges:grid", passed.subject(request, Challenge).pk)
    shown = _chosen(request, "on", kept) or newest
    lines = _grid(shown)
    return _page(request, "challenges/grid.html", form, kept=kept, shown=shown, lines=lines, gaps=rules.gaps(lines))


def forces(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """What drives the change and what holds it back, today and on another day."""
    kept = _kept(request, SheetKind.FORCES)
    newest = kept[0] if kept else None
    form = forms.ForcesForm(request.POST or None, lines=_forces(newest), version=newest.version if newest else 0)
    if form.is_valid() and _keep(request, form, SheetKind.FORCES, form.lines()):
        return redirect("challenges:forces", passed.subject(request, Challenge).pk)
    now = _chosen(request, "now", kept) or newest
    then = _chosen(request, "then", kept) or (kept[1] if len(kept) > 1 else None)
    shifted = rules.shifts(_forces(then), _forces(now))
    context = {"kept": kept, "now": now, "then": then, "shifts": shifted, "picture": _picture(shifted)}
    return _page(request, "challenges/forces.html", form, **context)


def lens(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Situation, trial and me, each kept by itself."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    posted = forms.LensForm(request.POST) if request.method == "POST" else None
    if posted is not None and posted.is_valid() and _keep_pane(request, posted):
        messages.info(request, _("Kept. Only you can read it."))
        return redirect("challenges:lens", subject.pk)
    kept = queries.panes(viewer, subject)
    panes = []
    for pane in Pane:
        stands = kept.get(pane)
        first = {"pane": pane.value, "version": stands.version if stands else 0, "text": stands.text if stands else ""}
        is_posted = posted is not None and posted.data.get("pane") == pane.value
        panes.append((pane, stands, posted if is_posted else forms.LensForm(initial=first, auto_id=f"id_{pane}_%s")))
    return _page(request, "challenges/lens.html", posted, panes=panes)


def _kept(request: HttpRequest, kind: SheetKind) -> list[Sheet]:
    return queries.sheets_of(passed.viewer(request, Person), passed.subject(request, Challenge), kind, clock.now())


def _keep(
    request: HttpRequest,
    form: forms.GridForm | forms.ForcesForm,
    kind: SheetKind,
    lines: Sequence[GridLine] | Sequence[Force],
) -> bool:
    """Whether it is kept; if somebody wrote in another window meanwhile, the form says so and keeps what was typed."""
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    try:
        services.keep_sheet(subject, kind=kind, lines=lines, version=form.cleaned_data["version"], by=viewer, at=clock.now())
    except Refused as refused:
        return _said(form, refused)
    messages.info(request, _("Kept under today’s date."))
    return True


def _keep_pane(request: HttpRequest, form: forms.LensForm) -> bool:
    viewer, subject, said = passed.viewer(request, Person), passed.subject(request, Challenge), form.cleaned_data
    try:
        services.keep_pane(
            subject, pane=Pane(said["pane"]), text=said["text"], version=said["version"], by=viewer, at=clock.now()
        )
    except Refused as refused:
        return _said(form, refused)
    return True


def _said(form: forms.GridForm | forms.ForcesForm | forms.LensForm, refused: Refused) -> bool:
    if refused.why is not Why.CHANGED_ELSEWHERE:
        raise refused
    form.add_error(None, say(refused.why))
    return False


def _chosen(request: HttpRequest, name: str, kept: Sequence[Sheet]) -> Sheet | None:
    """The day named in the address, if it is one of those the viewer may read."""
    try:
        wanted = UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    return next((one for one in kept if one.pk == wanted), None)


def _grid(sheet: Sheet | None) -> list[GridLine]:
    lines = sheet.lines if sheet else []
    return [GridLine(str(one["who"]), int(one["knows"]), int(one["cares"]), int(one["can"])) for one in lines]


def _forces(sheet: Sheet | None) -> list[Force]:
    lines = sheet.lines if sheet else []
    return [Force(str(one["key"]), str(one["what"]), Side(str(one["side"])), int(one["weight"])) for one in lines]


@dataclass(frozen=True)
class _Bar:
    """A force as it is drawn: where its two bars begin and how long they are, and where its number stands."""

    number: int
    side: Side
    y: int
    then_x: int
    then_length: int
    now_x: int
    now_length: int
    number_x: int


def _picture(shifted: Sequence[Shift]) -> dict[str, object]:
    """Bars from the middle line: what drives to the left, what holds back to the right."""
    bars = []
    for nth, one in enumerate(shifted):
        is_left = one.side is Side.DRIVING
        lengths = (one.then * STEP, one.now * STEP)
        then_x, now_x = (MIDDLE - length if is_left else MIDDLE for length in lengths)
        bars.append(
            _Bar(nth + 1, one.side, nth * ROW, then_x, lengths[0], now_x, lengths[1], 4 if is_left else 2 * MIDDLE - 16)
        )
    sums = {
        f"{side}_{when}": sum(getattr(one, when) for one in shifted if one.side is side)
        for side in Side
        for when in ("then", "now")
    }
    return {"bars": bars, "width": 2 * MIDDLE, "middle": MIDDLE, "height": max(1, len(bars)) * ROW, **sums}


def _page(
    request: HttpRequest, template: str, form: forms.GridForm | forms.ForcesForm | forms.LensForm | None, **more: object
) -> HttpResponse:
    viewer, subject = passed.viewer(request, Person), passed.subject(request, Challenge)
    is_inside = bool(passed.standings(request) & {Standing.MEMBER, Standing.FACILITATOR})
    context = {
        "challenge": subject,
        "learning_set": subject.learning_set if is_inside else None,
        "headline": queries.headline(subject),
        "is_own": subject.owner_id == viewer.pk,
        "may_change": may_change(request),
        "form": form,
        **more,
    }
    return render(request, template, context, status=422 if form is not None and form.is_bound and form.errors else 200)
