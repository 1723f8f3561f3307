"""Signing in and opening an account: a letter with a code and a link, or a password."""

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knotwork.people import queries, rules
from knotwork.people.enums import Means, Purpose, Why
from knotwork.people.forms import AddressForm, CodeForm, PasswordSignInForm, SecondStepForm, SignUpForm
from knotwork.people.models import AddressProof, Person
from knotwork.people.services import entering, limits, proving, second_steps, under_way
from knotwork.people.views.common import gets_no_mail, onward, slowed
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused, refuse
from knotwork.platform.kit.words import say


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask where to send the letter; the answer is the same whether somebody has this address or not."""
    under_way.remember_next(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return onward(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send_letter(request, Purpose.SIGN_IN, address=form.cleaned_data["address"])
    return _sign_in_page(request, form=form, password_form=PasswordSignInForm(prefix="with"))


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Open an account: name and address, then the code of a letter."""
    under_way.remember_next(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return onward(request)
    why_not = under_way.why_not_sign_up(request, at=clock.now())
    if why_not:
        return render(request, "people/sign_up_closed.html", {"why": why_not})
    form = SignUpForm(request.POST or None, initial={"address": under_way.invited_address(request)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return _send_letter(request, Purpose.SIGN_UP, address=given["address"], name=given["name"], zone=given["zone"])
    return render(request, "people/sign_up.html", {"form": form})


def _send_letter(request: HttpRequest, purpose: Purpose, *, address: str, name: str = "", zone: str = "") -> HttpResponse:
    at = clock.now()
    limits.spend_on_address(rules.LETTER_LIMITS, request, address=address, at=at)
    proof = proving.begin(purpose, address=address, name=name, zone=zone, at=at)
    under_way.asked_for(request, proof)
    return redirect("people:sign_in_code")


def _sign_in_page(request: HttpRequest, *, form: AddressForm, password_form: PasswordSignInForm) -> HttpResponse:
    may = under_way.why_not_sign_up(request, at=clock.now()) is None
    context = {
        "form": form,
        "password_form": password_form,
        "may_sign_up": may,
        "no_mail": gets_no_mail(),
        "is_new_host": not queries.anybody_here(),
    }
    return render(request, "people/sign_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the six digits of the letter."""
    proof = queries.proof(under_way.proof_id(request))
    if proof is None:
        return redirect("people:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            used = proving.by_code(proof.pk, typed=form.cleaned_data["code"], at=clock.now())
            return _enter(request, used, means=Means.CODE)
        except Refused as refused:
            form.add_error("code", say(refused.why))
    context = {"form": form, "proof": proof, "again": reverse("people:sign_in_letter"), "no_mail": gets_no_mail()}
    return render(request, "people/code.html", context)


@slowed
@require_POST
def another_letter(request: HttpRequest) -> HttpResponse:
    """Send the letter again, with a new code; the earlier one no longer counts here."""
    proof = queries.proof(under_way.proof_id(request))
    if proof is None:
        return redirect("people:sign_in")
    return _send_letter(request, Purpose(proof.purpose), address=proof.address, name=proof.name, zone=proof.zone)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the letter's link shows a button; pressing it signs in, in the browser that asked."""
    proof_id, at = under_way.proof_id(request), clock.now()
    why_not = proving.why_not_by_link(proof_id, token=token, at=at)
    if request.method == "POST" and why_not is None:
        return _enter(request, proving.by_link(proof_id, token=token, at=at), means=Means.LINK)
    elsewhere = why_not is Why.NOT_ASKED_HERE
    return render(request, "people/link.html", {"why_not": why_not, "elsewhere": elsewhere, "token": token})


def _enter(request: HttpRequest, proof: AddressProof, *, means: Means) -> HttpResponse:
    under_way.forget_proof(request)
    is_in = entering.come_in_by_proof(request, proof, means=means, at=clock.now())
    return onward(request) if is_in else redirect("people:second_step")


@slowed
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Sign in with address and password."""
    form, at = PasswordSignInForm(request.POST, prefix="with"), clock.now()
    if form.is_valid():
        address = form.cleaned_data["address"]
        limits.spend_on_address(rules.PASSWORD_LIMITS, request, address=address, at=at)
        person = authenticate(request, email=address, password=form.cleaned_data["password"])
        if isinstance(person, Person):
            is_in = entering.come_in(request, person, means=Means.PASSWORD, at=at)
            return onward(request) if is_in else redirect("people:second_step")
        form.add_error(None, say(Why.NOT_RECOGNISED))
    return _sign_in_page(request, form=AddressForm(), password_form=form)


@slowed
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the authenticator after the first step."""
    at = clock.now()
    waiting = entering.waiting_for_second_step(request, at=at)
    if waiting is None:
        return redirect("people:sign_in")
    form = SecondStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            second_steps.check(waiting[0], typed=form.cleaned_data["code"], at=at)
            entering.come_in_with_all_steps(request, waiting[0], means=waiting[1], at=at)
            return onward(request)
        except Refused as refused:
            refuse(refused.why if refused.why is Why.TOO_OFTEN else None)
            form.add_error("code", say(refused.why))
    return render(request, "people/second_step.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session; with a `next`, so that somebody else can go on there. What the browser holds of ours goes too."""
    wanted = request.POST.get("next") or ""
    entering.go_out(request, at=clock.now())
    under_way.remember_next(request, wanted)
    answer = redirect("people:sign_in" if wanted else "people:signed_out")
    answer["Clear-Site-Data"] = '"storage"'
    return answer


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that the session has ended."""
    return render(request, "people/signed_out.html", {"no_mail": gets_no_mail()})
