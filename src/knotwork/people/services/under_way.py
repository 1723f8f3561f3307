"""What a browser has under way before anybody is signed in: a letter asked for, a place to go to, an invitation held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from knotwork.people import rules
from knotwork.people.enums import Invited, Why
from knotwork.people.models import AddressProof

_NEXT, _INVITED, _PROOFS = "next", "invited", "proofs"


@dataclass(frozen=True)
class _Keeper:
    """Who keeps invitations: what one still does, and that it opens an account now."""

    state: Callable[[UUID, datetime], Invited]
    use: Callable[[UUID, datetime], bool]


_keepers: list[_Keeper] = []


def asked_for(request: HttpRequest, proof: AddressProof, *, slot: str = "entry") -> None:
    """Bind a proof to this browser; one asked for earlier in the same slot no longer counts here."""
    request.session[_PROOFS] = {**request.session.get(_PROOFS, {}), slot: str(proof.pk)}


def proof_id(request: HttpRequest, *, slot: str = "entry") -> UUID | None:
    """The proof this browser asked for last."""
    held = request.session.get(_PROOFS, {}).get(slot)
    return UUID(held) if held else None


def forget_proof(request: HttpRequest, *, slot: str = "entry") -> None:
    """The proof is done with."""
    request.session[_PROOFS] = {name: held for name, held in request.session.get(_PROOFS, {}).items() if name != slot}


def safe_path(request: HttpRequest, path: str) -> str:
    """The path if it leads to this host, else nothing."""
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None, require_https=request.is_secure())
    return path if path.startswith("/") and path.isprintable() and is_ours else ""


def remember_next(request: HttpRequest, path: str) -> None:
    """Keep where the browser wants to go once somebody is signed in; only paths of this host."""
    if safe := safe_path(request, path):
        request.session[_NEXT] = safe


def take_next(request: HttpRequest) -> str:
    """Where the browser wanted to go; asked once. Empty = nowhere in particular."""
    return str(request.session.pop(_NEXT, ""))


def register(*, state: Callable[[UUID, datetime], Invited], use: Callable[[UUID, datetime], bool]) -> None:
    """Remember whom to ask about invitations."""
    _keepers.append(_Keeper(state, use))


def allow_sign_up(request: HttpRequest, *, invitation: UUID, address: str, at: datetime) -> None:
    """Let this browser open an account within two hours, as long as the invitation it holds is good."""
    until = (at + rules.INVITED_IS_GOOD_FOR).isoformat()
    request.session[_INVITED] = {"until": until, "invitation": str(invitation), "address": address.strip().lower()}


def use_invitation(request: HttpRequest, *, at: datetime) -> Why | None:
    """Note that the invitation this browser holds opens an account now; why not, if it cannot any more.

    It is forgotten here. Where anybody may open an account, an invitation is not needed for it.
    """
    why_not = why_not_sign_up(request, at=at)
    if why_not:
        return why_not
    held = request.session.pop(_INVITED, None)
    if held is None or settings.KNOTWORK_SIGN_UP == "anyone":
        return None
    is_first = any(keeper.use(UUID(held["invitation"]), at) for keeper in _keepers)
    return None if is_first else Why.INVITATION_HAS_OPENED


def why_not_sign_up(request: HttpRequest, *, at: datetime) -> Why | None:
    """Why this browser may not open an account now; None if it may."""
    return rules.why_not_sign_up(settings.KNOTWORK_SIGN_UP, _what_the_invitation_does(request, at))


def _what_the_invitation_does(request: HttpRequest, at: datetime) -> Invited:
    held = request.session.get(_INVITED)
    if held is None or at >= datetime.fromisoformat(held["until"]):
        return Invited.OVER
    states = {keeper.state(UUID(held["invitation"]), at) for keeper in _keepers}
    return next((state for state in Invited if state in states), Invited.OVER)


def invited_address(request: HttpRequest) -> str:
    """The address the invitation was sent to; empty for an open link."""
    return str(request.session.get(_INVITED, {}).get("address", ""))
