"""Taking an open proposal back, after reading what it says and what that means."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knotwork.agreements import emails, forms, queries, services
from knotwork.agreements.models import Version
from knotwork.people.models import Person
from knotwork.platform.access import passed
from knotwork.platform.kit import clock


def take_back(request: HttpRequest, version: Version) -> HttpResponse:
    """Ask first; whoever did not make the proposal says why, for the others to read."""
    viewer = passed.viewer(request, Person)
    is_own, page = queries.is_for(version, viewer), emails.page_of(version)
    form = forms.WithdrawalForm(request.POST if request.method == "POST" and not is_own else None)
    if request.method == "POST" and (is_own or form.is_valid()):
        reason = "" if is_own else form.cleaned_data["text"]
        services.withdraw(version, by=viewer, at=clock.now(), reason=reason)
        messages.success(request, _("The proposal is taken back."))
        return redirect(page)
    context = {"learning_set": version.learning_set, "version": version, "lines": queries.lines(version), "back": page}
    context |= {"is_own": is_own, "form": form, "consent": queries.standing_of_consent(viewer, version)}
    return render(request, "agreements/taking_back.html", context, status=422 if form.is_bound else 200)
