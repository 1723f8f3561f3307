"""The door for whoever holds an invitation: a browser without an account may open one."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from knotwork.people.enums import Invited, Why
from knotwork.people.services import under_way
from knotwork.platform.kit import clock


def register(*, state: Callable[[UUID, datetime], Invited], use: Callable[[UUID, datetime], bool]) -> None:
    """Say whom to ask about an invitation when an account is opened; called from an app's `ready`.

    Args:
        state: what the invitation with this key still does.
        use: notes that the invitation opens an account now; False if it has opened one already. Of two at once only
            one succeeds.
    """
    under_way.register(state=state, use=use)


def allow(request: HttpRequest, *, invitation: UUID, address: str = "", next_path: str = "") -> None:
    """Let this browser open an account, because it has opened a valid invitation; each invitation opens one.

    The invitation is looked at again when the account is opened: by then it may be used, revoked or over, or may have
    opened an account in another browser.

    Call it from the view of the invitation, after the invitation was found good; then link to
    `people:sign_up` for a newcomer and to `people:sign_in` for who has an account.

    Args:
        request: the request of a browser in which nobody is signed in.
        invitation: the invitation's key.
        address: the address the invitation was sent to, offered as the newcomer's own.
        next_path: where to go once the person is in: the invitation itself.
    """
    under_way.allow_sign_up(request, invitation=invitation, address=address, at=clock.now())
    under_way.remember_next(request, next_path)


def why_not_open(request: HttpRequest) -> Why | None:
    """Why this browser may not open an account now; None if it may."""
    return under_way.why_not_sign_up(request, at=clock.now())
