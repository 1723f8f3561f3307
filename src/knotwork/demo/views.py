"""One page: who is in the demo, and a press to be one of them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from knotwork.demo.cast import AMARA, CAST, FERRY, HERON, LEV, MARA, UMA, VIKTOR, WEIR
from knotwork.people import queries as people
from knotwork.people import services as accounts

GROUPS = (
    ("Heron", (AMARA, *HERON)),
    ("Weir", tuple(role for role in WEIR if role not in HERON)),
    (_("Ferry, which shares one challenge"), (*FERRY, UMA)),
    (_("In no set"), (LEV, MARA, VIKTOR)),
)


@require_http_methods(["GET", "HEAD", "POST"])
def cast(request: HttpRequest) -> HttpResponse:
    """Show the cast; sign in as the one pressed."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = ""
    if request.method == "POST":
        role = next((role for role in CAST if role.name == request.POST.get("name")), None)
        person = people.by_address(role.address) if role else None
        if person is None:
            raise Http404
        accounts.sign_in_as(request, person)
        return redirect(onward or settings.LOGIN_REDIRECT_URL)
    return render(request, "demo/cast.html", {"groups": GROUPS, "next": onward})
