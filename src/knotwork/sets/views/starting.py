"""Starting a set."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.platform.kit.words import say
from knotwork.sets import forms, queries, rules, services
from knotwork.sets.enums import ProblemMode, Stage
from knotwork.sets.models import LearningSet


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Start a set: what it is, who facilitates, and what the one who starts it commits to."""
    viewer = passed.viewer(request, Person)
    may_start = settings.KNOTWORK_START_SET
    refuse(rules.why_not_start(may_start, is_host=viewer.is_host))
    form = forms.StartForm(request.POST or None, initial=_begin_with(request, viewer))
    if request.method == "POST" and form.is_valid():
        try:
            learning_set = _start(form, viewer)
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            if rules.is_unusual_size(learning_set.target_size):
                messages.warning(request, _("Most sets work best with four to eight members. You can change this at any time."))
            messages.success(request, _("The set has begun. Now invite the others."))
            return redirect("sets:invitations", learning_set.pk)
    return render(request, "sets/start.html", {"form": form})


def _begin_with(request: HttpRequest, viewer: Person) -> dict[str, object]:
    """Where a closed set of the viewer's begins again, what it was; anything else begins with the viewer's clock alone."""
    try:
        before = queries.set_for(viewer, UUID(request.GET.get("again", "")), clock.now())
    except ValueError:
        before = None
    if before is None or before.stage != Stage.CLOSED:
        return {"zone": viewer.zone}
    now = {"name": before.name, "purpose": before.purpose, "zone": before.zone}
    return {**now, "target_size": before.target_size, "problem_mode": before.problem_mode}


def _start(form: forms.StartForm, viewer: Person) -> LearningSet:
    said, at = form.cleaned_data, clock.now()
    return services.start_set(
        name=said["name"],
        purpose=said["purpose"],
        target_size=said["target_size"],
        problem_mode=ProblemMode(said["problem_mode"]),
        zone=said["zone"],
        commitment=said["commitment"],
        facilitator=said["facilitator_address"],
        wish=form.wish(),
        by=viewer,
        at=at,
    )
