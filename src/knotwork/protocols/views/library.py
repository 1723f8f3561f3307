"""The protocols that ship, to look at."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knotwork.protocols import queries
from knotwork.protocols.fit import fit, presenters_meant
from knotwork.protocols.forms import FitForm


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every protocol with its minutes, who has the floor in it, and what is captured."""
    return render(request, "protocols/library.html", {"protocols": queries.shipped()})


@require_safe
def protocol(request: HttpRequest, key: str) -> HttpResponse:
    """One protocol with its phases; asked with minutes and presenters, how it fits them."""
    try:
        shown = queries.shipped_by_key(key)
    except KeyError:
        raise Http404 from None
    meant = {"minutes": shown.minutes, "presenters": presenters_meant(shown)}
    asked = "minutes" in request.GET or "presenters" in request.GET
    form = FitForm(request.GET if asked else None, initial=meant)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else meant
    plan = fit(shown, wanted["minutes"], wanted["presenters"])
    planned = plan.phase_minutes if plan.fits else tuple(phase.minutes for phase in shown.phases)
    context = {
        "protocol": shown,
        "form": form,
        "wanted": wanted if form.is_bound and form.is_valid() else None,
        "plan": plan,
        "phases": list(zip(shown.phases, planned, strict=True)),
        "reckoning": queries.reckoning(shown, planned, wanted["presenters"]),
    }
    return render(request, "protocols/protocol.html", context)
