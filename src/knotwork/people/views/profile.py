"""A person's own pages: profile, address, password, second step, and showing that it is them."""

from textwrap import wrap

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knotwork.people import queries, rules
from knotwork.people.enums import Asking, Nudge, Purpose, Reminder, Theme
from knotwork.people.forms import (
    AddressCodesForm,
    CodeForm,
    NewAddressForm,
    NewSecondStepForm,
    PasswordForm,
    ProfileForm,
)
from knotwork.people.models import AddressProof
from knotwork.people.pictures import qr_path
from knotwork.people.services import accounts, entering, limits, proving, second_steps, under_way
from knotwork.people.views.common import after_proof, onward, slowed, viewer_of
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.kit.words import say


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What a person decides about their account, and the ways to the rest of it."""
    viewer = viewer_of(request)
    kept = {name: getattr(viewer, name) for name in ("name", "zone", "language", "theme", "reminder", "nudge", "asking")}
    form = ProfileForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        to = accounts.Profile(
            given["name"],
            given["zone"],
            given["language"],
            Theme(given["theme"]),
            Reminder(given["reminder"]),
            Nudge(given["nudge"]),
            Asking(given["asking"]),
        )
        accounts.change_profile(viewer, to=to, by=viewer, at=clock.now())
        messages.success(request, _("Kept."))
        return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form, "has_second_step": queries.has_second_step(viewer)})


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """Show that it is you, by a code, before something that cannot be undone."""
    viewer, at = viewer_of(request), clock.now()
    under_way.remember_next(request, request.GET.get("next") or "")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and "code" not in request.POST:
        limits.spend_on_address(rules.LETTER_LIMITS, request, address=viewer.email, at=at)
        begun = proving.begin(Purpose.CONFIRM, address=viewer.email, person=viewer, at=at)
        under_way.asked_for(request, begun, slot="confirm")
        return redirect("people:proof")
    if request.method == "POST" and form.is_valid():
        try:
            proving.by_code(under_way.proof_id(request, slot="confirm"), typed=form.cleaned_data["code"], at=at)
            entering.note_proof(request, person=viewer, at=at)
            return onward(request)
        except Refused as refused:
            form.add_error("code", say(refused.why))
    is_sent = under_way.proof_id(request, slot="confirm") is not None
    return render(request, "people/proof.html", {"form": form, "is_sent": is_sent})


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address: both sides get a code."""
    viewer, at = viewer_of(request), clock.now()
    form = NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["address"]
        for one in {viewer.email, wanted}:
            limits.spend_on_address(rules.LETTER_LIMITS, request, address=one, at=at)
        for slot, purpose, side in (("old", Purpose.OLD_ADDRESS, viewer.email), ("new", Purpose.NEW_ADDRESS, wanted)):
            under_way.asked_for(request, proving.begin(purpose, address=side, person=viewer, at=at), slot=slot)
        return redirect("people:address_codes")
    return render(request, "people/address.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def address_codes(request: HttpRequest) -> HttpResponse:
    """Type both codes; then the address is changed."""
    viewer, at = viewer_of(request), clock.now()
    new = queries.proof(under_way.proof_id(request, slot="new"))
    if new is None:
        return redirect("people:address")
    form = AddressCodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _prove_both(request, form, new):
        accounts.change_address(viewer, to=new.address, by=viewer, at=at)
        messages.success(request, _("Your address is changed. The old one was told."))
        return redirect("people:profile")
    return render(request, "people/address_codes.html", {"form": form, "new": new.address})


def _prove_both(request: HttpRequest, form: AddressCodesForm, new: AddressProof) -> bool:
    """Check both codes; the old side's may be right already while the new side's is not."""
    for slot, name in (("old", "old_code"), ("new", "new_code")):
        held = queries.proof(under_way.proof_id(request, slot=slot))
        if held is not None and held.used_at is not None and held.good_until == new.good_until:
            continue
        try:
            proving.by_code(under_way.proof_id(request, slot=slot), typed=form.cleaned_data[name], at=clock.now())
        except Refused as refused:
            form.add_error(name, say(refused.why))
            return False
    for slot in ("old", "new"):
        under_way.forget_proof(request, slot=slot)
    return True


@after_proof(back="people:password")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set or replace the password."""
    viewer = viewer_of(request)
    form = PasswordForm(request.POST or None, person=viewer)
    if request.method == "POST" and form.is_valid():
        accounts.keep_password(request, viewer, password=form.cleaned_data["password"], at=clock.now())
        messages.success(request, _("The password is set. All other devices are signed out."))
        return redirect("people:profile")
    return render(request, "people/password.html", {"form": form})


@after_proof(back="people:profile")
@require_POST
def password_removal(request: HttpRequest) -> HttpResponse:
    """Go back to letters alone."""
    accounts.remove_password(request, viewer_of(request), at=clock.now())
    messages.success(request, _("The password is gone. You sign in by letter; all other devices are signed out."))
    return redirect("people:profile")


@after_proof(back="people:new_second_step")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for an authenticator's code at sign-in from now on; shows ten spare codes once."""
    viewer = viewer_of(request)
    form = NewSecondStepForm(request.POST or None, initial={"secret": second_steps.new_secret()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            codes = second_steps.begin(viewer, secret=given["secret"], typed=given["code"], at=clock.now())
            return render(request, "people/spare_codes.html", {"codes": codes})
        except Refused as refused:
            form.add_error("code", say(refused.why))
    secret = str(form["secret"].value() or "")
    picture = qr_path(second_steps.uri_for(viewer, secret))
    context = {"form": form, "secret": secret, "spelled": " ".join(wrap(secret, 4)), "qr": picture}
    return render(request, "people/new_second_step.html", context)


@after_proof(back="people:profile")
@require_POST
def second_step_removal(request: HttpRequest) -> HttpResponse:
    """Ask for no second step any more."""
    second_steps.end(viewer_of(request), at=clock.now())
    messages.success(request, _("Signing in no longer takes a second step."))
    return redirect("people:profile")
