"""Working on one shape of the set's own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.protocols import forms, queries, rules, services, shape
from knotwork.protocols.enums import Towards, Why
from knotwork.protocols.fit import fit, presenters_meant
from knotwork.protocols.models import OwnShape
from knotwork.protocols.words import fault_said
from knotwork.sets.enums import Stage, Standing

_NEW = "id_new_%s"
"""Fields of a phase to be added; a form for the shape itself stands on the same page."""


@require_safe
def own(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the shape
    """The whole shape to work on, beside it whether it fits."""
    return render(request, "protocols/own.html", _page(request, passed.subject(request, OwnShape)))


def _page(request: HttpRequest, own: OwnShape, **instead: object) -> dict[str, object]:
    now = queries.draft_of(own)
    found = shape.faults(now)
    return {
        "learning_set": own.learning_set,
        "own": own,
        "protocol": now,
        "faults": [(now.phases[each.phase] if each.phase is not None else None, fault_said(each)) for each in found],
        "phases": [(phase, [fault_said(each) for each in found if each.phase == at]) for at, phase in enumerate(now.phases)],
        "name_form": forms.NameForm(initial={"label": now.label, "inspired_by": now.inspired_by, "seen": own.revision}),
        "new_form": forms.NewPhaseForm(protocol=now, auto_id=_NEW),
        "proposal_form": forms.ProposalForm(),
        "may_use": Standing.MEMBER in passed.standings(request) and own.learning_set.archived_at is None,
        "closes": now.closes_set,
        "may_try": not now.closes_set or own.learning_set.stage == Stage.CLOSING,
        "reckoning": queries.reckoning(now, [each.minutes for each in now.phases], presenters_meant(now)),
        **_fit(request, now),
        **instead,
    }


def _fit(request: HttpRequest, now: shape.Protocol) -> dict[str, object]:
    """How the shape fits what is asked, or what it is meant for; what a tight plan takes from each phase."""
    meant = {"minutes": now.minutes, "presenters": presenters_meant(now)}
    form = forms.FitForm(request.GET if "minutes" in request.GET else None, initial=meant, auto_id="id_fit_%s")
    asked = form.cleaned_data if form.is_bound and form.is_valid() else meant
    plan = fit(now, asked["minutes"], asked["presenters"])
    both = zip(now.phases, plan.phase_minutes, strict=True) if plan.fits else ()
    shrinks = [(phase, minutes) for phase, minutes in both if minutes < phase.minutes]
    return {"fit_form": form, "plan": plan, "asked": asked, "shrinks": shrinks, "holds": not form.is_bound or form.is_valid()}


@require_POST
def name(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:
    """Say what the shape is called."""
    own = passed.subject(request, OwnShape)
    form = forms.NameForm(request.POST)
    if form.is_valid():
        try:
            services.name(own, **form.cleaned_data, by=passed.viewer(request, Person), at=clock.now())
        except Refused as refused:
            form = forms.NameForm(_over_what_stands(request, own))
            form.add_error(None, say(refused.why))
        else:
            return redirect("protocols:own", set_id, shape_id)
    return render(request, "protocols/own.html", _page(request, own, name_form=form), status=422)


@require_POST
def phases(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:
    """Add a phase."""
    own = passed.subject(request, OwnShape)
    form = forms.NewPhaseForm(request.POST, protocol=queries.draft_of(own), auto_id=_NEW)
    if not form.is_valid():
        return render(request, "protocols/own.html", _page(request, own, new_form=form), status=422)
    services.add_phase(own, **form.cleaned_data, by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("The phase is added. Say what happens in it."))
    return redirect("protocols:own", set_id, shape_id)


@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: HttpRequest, set_id: UUID, shape_id: UUID, phase_key: str) -> HttpResponse:
    """Everything about one phase."""
    own = passed.subject(request, OwnShape)
    now = _phase(own, phase_key)
    form = forms.PhaseForm(request.POST or None, phase=now, initial={"seen": own.revision})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            services.change_phase(own, phase=form.to(), seen=seen, by=passed.viewer(request, Person), at=clock.now())
        except Refused as refused:
            form = forms.PhaseForm(_over_what_stands(request, own), phase=now)
            form.add_error(None, say(refused.why))
        else:
            return redirect(f"{reverse('protocols:own', args=[set_id, shape_id])}#phase-{phase_key}")
    context = {"learning_set": own.learning_set, "own": own, "protocol": queries.draft_of(own), "phase": now, "form": form}
    return render(request, "protocols/phase_form.html", context, status=422 if form.errors else 200)


def _over_what_stands(request: HttpRequest, own: OwnShape) -> QueryDict:
    """What was entered, to be sent again once its writer has looked at the shape as it stands now."""
    own.refresh_from_db()
    entered = request.POST.copy()
    entered["seen"] = str(own.revision)
    return entered


def _phase(own: OwnShape, key: str) -> shape.Phase:
    now = queries.draft_of(own)
    at = rules.place_of(now, key)
    if at is None:
        raise Http404(say(Why.PHASE_GONE))
    return now.phases[at]


@require_POST
def place(request: HttpRequest, set_id: UUID, shape_id: UUID, phase_key: str) -> HttpResponse:
    """Move a phase: one place up or down, or to a place counted from 0."""
    own, by, at = passed.subject(request, OwnShape), passed.viewer(request, Person), clock.now()
    to, seen = request.POST.get("to", ""), request.POST.get("seen", "")
    if to.isdecimal() and seen.isdecimal() and len(to) <= 3 and len(seen) <= 9:
        services.place_phase(own, key=phase_key, to=int(to), seen=int(seen), by=by, at=at)
    else:
        towards = Towards.UP if request.POST.get("towards") == Towards.UP else Towards.DOWN
        services.move_phase(own, key=phase_key, towards=towards, by=by, at=at)
    return redirect(f"{reverse('protocols:own', args=[set_id, shape_id])}#phase-{phase_key}")


@require_POST
def removal(request: HttpRequest, set_id: UUID, shape_id: UUID, phase_key: str) -> HttpResponse:
    """Take a phase out."""
    own = passed.subject(request, OwnShape)
    services.remove_phase(own, key=phase_key, by=passed.viewer(request, Person), at=clock.now())
    messages.info(request, _("Taken out. You can take that back below the phases."))
    return redirect("protocols:own", set_id, shape_id)


@require_POST
def undoing(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:
    """Take back the last change."""
    services.undo(passed.subject(request, OwnShape), by=passed.viewer(request, Person), at=clock.now())
    messages.info(request, _("The last change is taken back."))
    return redirect("protocols:own", set_id, shape_id)


@require_POST
def putting_away(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the shape
    """Leave the shape out of the list."""
    services.put_away(passed.subject(request, OwnShape), by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("The shape is put away. Meetings planned with it keep it."))
    return redirect("protocols:of_set", set_id)


@require_POST
def taking_out(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:
    """Bring a shape that was put away back into the list."""
    services.take_out_again(passed.subject(request, OwnShape), by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("The shape is back among your own."))
    return redirect("protocols:own", set_id, shape_id)


@require_POST
def proposal(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the shape
    """Propose that the set's meetings take this shape."""
    own = passed.subject(request, OwnShape)
    form = forms.ProposalForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.propose(own, reason=reason, by=passed.viewer(request, Person), at=clock.now())
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Your proposal stands. Answer it yourself, as each of you will."))
            return redirect("agreements:rule", set_id, queries.KIND)
    return render(request, "protocols/own.html", _page(request, own, proposal_form=form), status=422)


@require_POST
def trial(request: HttpRequest, set_id: UUID, shape_id: UUID) -> HttpResponse:  # noqa: ARG001 – the loader has found the shape
    """Try the shape in the next meeting alone."""
    services.try_once(passed.subject(request, OwnShape), by=passed.viewer(request, Person), at=clock.now())
    messages.success(request, _("Your next meeting tries this shape. Look at it together afterwards."))
    return redirect("agreements:rule", set_id, queries.KIND)
