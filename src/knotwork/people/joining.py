"""The door for whoever holds an invitation: a browser without an account may open one."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from knotwork.people.services import under_way
from knotwork.platform.kit import clock


def ask_whether_good(is_good: Callable[[UUID, datetime], bool]) -> None:
    """Say whom to ask, when an account is opened, whether an invitation still holds; called from an app's `ready`."""
    under_way.ask_whether_good(is_good)


def allow(request: HttpRequest, *, invitation: UUID, address: str = "", next_path: str = "") -> None:
    """Let this browser open one account, because it has opened a valid invitation.

    The invitation is looked at again when the account is opened: by then it may be used, revoked or over.

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
