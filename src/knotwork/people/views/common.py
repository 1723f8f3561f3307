"""What the pages of accounts share."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from knotwork.people.enums import Why
from knotwork.people.models import Person
from knotwork.people.services import entering, under_way
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail import sending

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def viewer_of(request: HttpRequest) -> Person:
    """The signed-in person; access rows let nobody else pass."""
    return cast("Person", request.user)


def gets_no_mail() -> bool:
    """Whether letters stay on this host, so that whoever asks for one has to be told; the demo has doors of its own."""
    return not settings.KNOTWORK_DEMO and not sending.leaves_this_machine()


def onward(request: HttpRequest) -> HttpResponse:
    """Go where the browser wanted to go, or home."""
    return redirect(under_way.take_next(request) or settings.LOGIN_REDIRECT_URL)


def slowed[**P](view: View[P]) -> View[P]:
    """Answer 429 with a kind page where something was tried too often."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            if refused.why is not Why.TOO_OFTEN:
                raise
            has_letter = not request.user.is_authenticated and under_way.proof_id(request) is not None
            return render(request, "people/too_often.html", {"why": refused.why, "has_letter": has_letter}, status=429)

    return answer


def after_proof[**P](*, back: str) -> Callable[[View[P]], View[P]]:
    """Ask for a code first, unless the person showed within half an hour who they are.

    Args:
        back: URL name of the page where the press that needs a proof can be made again.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if entering.has_proved_lately(request, at=clock.now()):
                return view(request, *args, **kwargs)
            return redirect(f"{reverse('people:proof')}?{urlencode({'next': reverse(back)})}")

        return answer

    return guard
