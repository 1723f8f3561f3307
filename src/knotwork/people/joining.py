"""The door for whoever holds an invitation: a browser without an account may open one."""

from django.http import HttpRequest

from knotwork.people.services import under_way
from knotwork.platform.kit import clock


def allow(request: HttpRequest, *, address: str = "", next_path: str = "") -> None:
    """Let this browser open an account, because it has opened a valid invitation.

    Call it from the view of the invitation, after the invitation was found good; then link to
    `people:sign_up` for a newcomer and to `people:sign_in` for who has an account.

    Args:
        request: the request of a browser in which nobody is signed in.
        address: the address the invitation was sent to, offered as the newcomer's own.
        next_path: where to go once the person is in: the invitation itself.
    """
    under_way.allow_sign_up(request, address=address, at=clock.now())
    under_way.remember_next(request, next_path)
