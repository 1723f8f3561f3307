"""The page of whoever looks after the host: how the program is doing, and a test letter. Nothing of any set."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knotwork.config import doctor
from knotwork.people import queries as people
from knotwork.people.emails import TRIAL
from knotwork.people.models import Person
from knotwork.people.services import hosting
from knotwork.platform.kit import clock
from knotwork.platform.mail import banner, sending
from knotwork.platform.mail import queries as mail
from knotwork.sets import queries as sets


@require_safe
def host(request: HttpRequest) -> HttpResponse:
    """What is well and what is not, how much there is, and what became of the last test letter."""
    viewer = cast("Person", request.user)
    findings = list(doctor.glance())
    context = {
        "wrong": [each.sentence for each in findings if not each.is_well],
        "well": [each.sentence for each in findings if each.is_well],
        "accounts": people.accounts().count(),
        "sets": sets.how_many_go_on(),
        "leaves": sending.leaves_this_machine(),
        "are_kept_here": banner.is_lone_machine(),
        "trial": mail.latest(TRIAL.key, viewer.pk),
    }
    return render(request, "host.html", context)


@require_POST
def host_letter(request: HttpRequest) -> HttpResponse:
    """Send a test letter to whoever presses."""
    hosting.try_mail(by=cast("Person", request.user), at=clock.now())
    messages.success(request, _("A test letter is on its way to your address. This page says what becomes of it."))
    return redirect("host")
