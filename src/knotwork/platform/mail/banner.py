"""What the host administrator is told above every page when mail does not leave."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knotwork.platform.kit import clock
from knotwork.platform.mail import queries, sending

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def is_lone_machine() -> bool:
    """Whether this host is reached from its own machine only, as when somebody tries it out."""
    return urlsplit(settings.KNOTWORK_BASE_URL).hostname in THIS_MACHINE


def of(request: HttpRequest) -> str | None:
    """The sentence for this request; None for everybody but the administrator, and when all is well."""
    if not getattr(getattr(request, "user", None), "is_host", False) or settings.KNOTWORK_DEMO:
        return None
    if not sending.leaves_this_machine():
        return None if is_lone_machine() else _("No mail leaves this host, because no mail server is set.")
    trouble = queries.trouble(clock.now())
    if trouble is None:
        return None
    return ngettext(
        "%(count)d letter could not be sent. On the host's machine, the command doctor says why.",
        "%(count)d letters could not be sent. On the host's machine, the command doctor says why.",
        trouble.letters,
    ) % {"count": trouble.letters}
