"""Passkeys: keeping one's own, and signing in with one."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.people import queries
from knotwork.people.forms import NewPasskeyForm, PasskeyForm
from knotwork.people.services import passkeys as own
from knotwork.people.services import under_way
from knotwork.people.views.common import after_proof, onward, viewer_of
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say


@after_proof(back="people:passkeys")
@require_http_methods(["GET", "HEAD", "POST"])
def passkeys(request: HttpRequest) -> HttpResponse:
    """One's own passkeys, and a place to add one."""
    viewer = viewer_of(request)
    form = NewPasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own.add(viewer, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"], at=clock.now())
            messages.success(request, _("The passkey is added. You can sign in with it."))
            return redirect("people:passkeys")
        except Refused as refused:
            form.add_error(None, say(refused.why))
    asked = json.dumps(own.ask_for_new(viewer))
    return render(request, "people/passkeys.html", {"form": form, "asked": asked, "passkeys": queries.passkeys(viewer)})


@after_proof(back="people:passkeys")
@require_POST
def passkey_removal(request: HttpRequest, passkey_id: int) -> HttpResponse:
    """Forget one passkey."""
    if not own.remove(viewer_of(request), passkey_id=passkey_id, at=clock.now()):
        raise Http404
    messages.success(request, _("That passkey no longer signs in here. Remove it on its device as well."))
    return redirect("people:passkeys")


@require_http_methods(["GET", "HEAD", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey of this device."""
    under_way.remember_next(request, request.GET.get("next") or "")
    if request.user.is_authenticated:
        return onward(request)
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own.come_in(request, credential=form.cleaned_data["credential"], at=clock.now())
            return onward(request)
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return render(request, "people/passkey_sign_in.html", {"form": form, "asked": json.dumps(own.ask_for_any())})
