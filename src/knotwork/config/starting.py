"""From settings to a program that may serve: every reason not to start is a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from knotwork.config import backup, checks, folder, secret, trouble
from knotwork.config.saying import CannotStart, say
from knotwork.platform.sealing import guard, masterkey


@contextmanager
def ready(*, migrate: bool) -> Iterator[None]:
    """Check and prepare everything, and keep the data folder for us meanwhile.

    Args:
        migrate: bring the database up to date first; else a database that is behind refuses to start.

    Raises:
        CannotStart: why not, in words.
    """
    _refuse(checks.settings_faults())
    folder.prepare(settings.KNOTWORK_DATA)
    with folder.held(settings.KNOTWORK_DATA):
        try:
            _refuse(checks.database_faults())
            bring_up_to_date(migrate=migrate)
            guard.claim(settings.KNOTWORK_KEY_FILE)
        except DatabaseError as fault:
            raise CannotStart(trouble.explained(fault)) from fault
        except masterkey.KeyFault as fault:
            raise CannotStart(str(fault)) from fault
        secret.keep_beside(settings.KNOTWORK_KEY_FILE, settings.SECRET_KEY)
        _refuse(checks.access_faults() + checks.program_faults())
        yield


def bring_up_to_date(*, migrate: bool) -> None:
    """Refuse data of a newer program; apply or ask for what is missing.

    Before a database that holds something is changed, a copy of it is put beside it.
    """
    if unknown := checks.migrations_unknown():
        raise CannotStart(f"This data was last used by a newer Knotwork ({unknown[-1]}). Install that version, or a later one.")
    missing = checks.migrations_missing()
    holds_something = bool(connection.introspection.table_names())
    if missing and not migrate:
        first = "The database is not up to date. Take a backup, then run" if holds_something else "The database is new. Run"
        raise CannotStart(f"{first}: knotwork migrate")
    if missing:
        if connection.vendor == "sqlite" and holds_something:
            copy = backup.copy_before_migrating(settings.KNOTWORK_DATA)
            say(f"A copy of the data as it was lies at {copy}.")
        call_command("migrate", interactive=False, verbosity=0)


def _refuse(faults: list[str]) -> None:
    if faults:
        raise CannotStart("\n".join(faults))
