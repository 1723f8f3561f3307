"""What follows a restore: nothing that was ended comes back, and open browsers notice that the log is another one."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from knotwork.live import services as live
from knotwork.platform.audit import services as audit
from knotwork.platform.mail import services as mail


@transaction.atomic
def settle(*, at: datetime) -> None:
    """Sign everybody out, drop letters that may have left already, and begin a new log in every room."""
    Session.objects.all().delete()
    mail.drop_waiting(at=at, note="restored from a backup")
    live.begin_new_logs(at=at)
    audit.record("host.restored", by=None, at=at)
