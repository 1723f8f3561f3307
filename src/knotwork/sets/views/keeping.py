"""Keeping a set: its particulars, and putting it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say
from knotwork.sets import forms, rules, services
from knotwork.sets.enums import Why
from knotwork.sets.models import LearningSet
from knotwork.sets.rules import Particulars


@require_http_methods(["GET", "HEAD", "POST"])
def particulars(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """What the set is called, what it is for, how many it wants to be, and its clock."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    now = services.particulars_of(learning_set)
    form = forms.ChangeForm(request.POST) if request.method == "POST" else forms.ChangeForm.showing(now, was=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_particulars(learning_set, was=form.was(), to=form.to(), by=viewer, at=clock.now())
        except Refused as refused:
            if refused.why is Why.CHANGED_ELSEWHERE:
                return _both(request, learning_set, form.to())
            form.add_error(None, say(refused.why))
        else:
            if rules.is_unusual_size(form.cleaned_data["target_size"]):
                messages.warning(request, _("Most sets work best with four to eight members."))
            messages.success(request, _("Kept."))
            return redirect("sets:particulars", set_id)
    return render(request, "sets/particulars.html", {"learning_set": learning_set, "form": form, "is_member": True})


def _both(request: HttpRequest, learning_set: LearningSet, said: Particulars) -> HttpResponse:
    """What stands now, beside a form that holds what was typed."""
    learning_set.refresh_from_db()
    form = forms.ChangeForm.showing(said, was=services.particulars_of(learning_set))
    context = {"learning_set": learning_set, "form": form, "is_member": True, "why": Why.CHANGED_ELSEWHERE}
    return render(request, "sets/particulars.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Put the set away, or take it back, after reading what that means."""
    viewer, learning_set = passed.viewer(request, Person), passed.subject(request, LearningSet)
    if request.method == "POST" and learning_set.archived_at is None:
        services.archive(learning_set, by=viewer, at=clock.now())
        messages.success(request, _("The set is put away. Any of you can take it back."))
        return redirect("sets:archive", set_id)
    if request.method == "POST":
        services.unarchive(learning_set, by=viewer, at=clock.now())
        messages.success(request, _("The set is back where it stood."))
        return redirect("home:set", set_id)
    return render(request, "sets/archive.html", {"learning_set": learning_set})
