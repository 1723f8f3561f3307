"""`knotwork doctor`: says in words what is wrong with a set-up, and what is well."""

import os
import shutil
import smtplib
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from knotwork.config import checks, health, trouble
from knotwork.config.backup import soundness
from knotwork.config.folder import DATABASE, database_files
from knotwork.platform.jobs import queries as jobs
from knotwork.platform.kit import clock
from knotwork.platform.mail import banner, sending, smtp
from knotwork.platform.mail import queries as mail
from knotwork.platform.sealing import guard, masterkey
from knotwork.platform.sealing.models import MasterKeyMark

_COMING_IN = "Whoever looks after the host and is signed out comes in with: knotwork signin-link ADDRESS"


class Finding(NamedTuple):
    """One thing looked at."""

    is_well: bool
    sentence: str


def examine() -> Iterator[Finding]:
    """Look at everything; changes nothing."""
    for look in (_settings, _base_url, _folder, _mail):
        yield from look()
    if _is_new():
        yield wrong("There is no database yet; knotwork serve --migrate makes it.")
        return
    yield from _as_far_as_it_goes(_database, _soundness, _key, _letters, _worker, _clock)


def glance() -> Iterator[Finding]:
    """Look at what a page can wait for: neither the mail server is asked nor the whole database read."""
    yield from _as_far_as_it_goes(_settings, _base_url, _folder, _way_of_mail, _database, _key, _letters, _worker, _clock)


def _as_far_as_it_goes(*looks: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    for look in looks:
        try:
            yield from look()
        except (DatabaseError, sqlite3.Error) as fault:
            yield wrong(trouble.explained(fault))
            return


def well(sentence: str) -> Finding:
    """All is well with this."""
    return Finding(is_well=True, sentence=sentence)


def wrong(sentence: str) -> Finding:
    """This needs somebody."""
    return Finding(is_well=False, sentence=sentence)


def _settings() -> Iterator[Finding]:
    faults = [*checks.settings_faults(), *checks.access_faults()]
    yield from map(wrong, faults)
    if not faults:
        yield well("The settings can be read, and every address has an access row.")


def _base_url() -> Iterator[Finding]:
    base = urlsplit(settings.KNOTWORK_BASE_URL)
    if base.scheme == "http" and base.hostname not in banner.THIS_MACHINE:
        yield wrong(f"KNOTWORK_BASE_URL is {settings.KNOTWORK_BASE_URL}: without https anybody on the way can read along.")
    elif settings.KNOTWORK_HTTPS and not settings.KNOTWORK_TRUSTED_PROXIES:
        yield wrong("The base URL is https, but KNOTWORK_TRUSTED_PROXIES is empty: all visitors look like the proxy.")
    else:
        yield well(f"The base URL is {settings.KNOTWORK_BASE_URL}.")


def _is_new() -> bool:
    folder: Path = settings.KNOTWORK_DATA
    return connection.vendor == "sqlite" and not (folder.is_dir() and database_files(folder))


def _folder() -> Iterator[Finding]:
    folder: Path = settings.KNOTWORK_DATA
    if not folder.exists():
        yield wrong(f"The data folder {folder} does not exist yet; knotwork serve makes it.")
        return
    if not folder.is_dir():
        yield wrong(f"{folder} is a file. The data lives in a folder: say another place.")
        return
    if not os.access(folder, os.W_OK):
        yield wrong(f"This account may not write to the data folder {folder}.")
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        yield wrong(f"The data folder {folder} can be read by others: chmod 700 {folder}")
    free = shutil.disk_usage(folder).free
    enough = free >= 16 * health.DISK_BYTES
    yield Finding(enough, f"The disk has {free // 2**20} MB left{'' if enough else ', which is little: make room'}.")


def _database() -> Iterator[Finding]:
    yield from map(wrong, checks.database_faults())
    if unknown := checks.migrations_unknown():
        yield wrong(f"The data was last used by a newer Knotwork ({unknown[-1]}).")
    elif missing := checks.migrations_missing():
        yield wrong(f"{len(missing)} changes to the database are missing: knotwork migrate")
    else:
        yield well("The database is up to date.")


def _soundness() -> Iterator[Finding]:
    if connection.vendor == "sqlite" and (fault := soundness(settings.KNOTWORK_DATA / DATABASE)) is not None:
        yield wrong(f"The database file is not sound ({fault}). Restore the last backup.")


def _key() -> Iterator[Finding]:
    path: Path = settings.KNOTWORK_KEY_FILE
    mark = MasterKeyMark.objects.filter(pk=1).first()
    if mark is None:
        yield wrong("No key has been taken yet; knotwork serve does that.")
        return
    try:
        guard.check(path, mark.fingerprint)
    except masterkey.KeyFault as fault:
        yield wrong(str(fault))
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield wrong(f"The key file can be read by others: chmod 600 {path}")
    yield well("The key file opens this data. Keep a copy of it apart from the backups.")


def _mail() -> Iterator[Finding]:
    if sending.leaves_this_machine():
        yield _smtp()
    else:
        yield from _way_of_mail()


def _way_of_mail() -> Iterator[Finding]:
    if settings.KNOTWORK_DEMO:
        yield well("This is the demo: no mail leaves.")
    elif not settings.KNOTWORK_SMTP_URL and banner.is_lone_machine():
        yield well(f"No mail server is set: letters are kept on this machine, at /letters/. {_COMING_IN}")
    elif not settings.KNOTWORK_SMTP_URL:
        yield wrong(f"KNOTWORK_SMTP_URL is not set: no mail leaves, so nobody can be invited or sign in by mail. {_COMING_IN}")
    else:
        yield well("A mail server is set.")


def _letters() -> Iterator[Finding]:
    if not sending.leaves_this_machine():
        return
    unsent = mail.trouble(clock.now())
    if unsent is not None:
        yield wrong(f"{unsent.letters} letters could not be sent ({unsent.fault}).")
    late = mail.longest_waiting(clock.now() - timedelta(minutes=5))
    if late is not None:
        yield wrong("Letters have been waiting for more than five minutes.")


def _smtp() -> Finding:
    try:
        with smtp.Connection(smtp.Server.parse(settings.KNOTWORK_SMTP_URL)) as line:
            line.open()
    except smtp.BadAddress as fault:
        return wrong(str(fault))
    except (OSError, smtplib.SMTPException) as fault:
        return wrong(smtp.explained(fault))
    return well("The mail server answers and lets us in. Try it whole with: knotwork testmail ADDRESS")


def _worker() -> Iterator[Finding]:
    last = jobs.last_sign_of_life()
    if last is None or clock.now() - last > timedelta(hours=1):
        yield wrong("No recurring work has been done in the last hour. Is knotwork serve running?")
    else:
        yield well("The worker is at work.")
    yield from (wrong(f"The recurring work {name} failed the last time ({fault}).") for name, fault in jobs.faults())


def _clock() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            offset = abs(float(cursor.fetchone()[0]) - time.time())
        yield Finding(offset < 5, f"The clocks of this machine and of the database differ by {offset:.1f} seconds.")
    elif clock.now().year < 2026:
        yield wrong("This machine's clock is years behind. Sign-in links and facilitator terms depend on it.")
