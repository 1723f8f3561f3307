"""What each command does. Loaded by `cli` once the settings are known."""

import argparse
import smtplib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from django.conf import settings
from django.db import connection

from knotwork.config import backup as on_sqlite
from knotwork.config import backup_postgres as on_postgres
from knotwork.config import checks, folder, restoring, starting
from knotwork.config import doctor as physician
from knotwork.config.saying import CannotStart, complain, progress, say
from knotwork.people import services as people
from knotwork.platform.kit import clock
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail import sending, smtp
from knotwork.platform.sealing import masterkey
from knotwork.platform.sealing.rotation import rotate_master


def serve(asked: argparse.Namespace) -> int:
    """Check everything, then serve until told to stop."""
    with starting.ready(migrate=asked.migrate):
        from knotwork.config.serving import serve as serve_now  # noqa: PLC0415 – builds Django's chain, which needs the checks done

        return serve_now(host=asked.host, port=asked.port)


def up(asked: argparse.Namespace) -> int:
    """Migrate, tell the demo if it is wanted and untold, and serve."""
    with starting.ready(migrate=True):
        if settings.KNOTWORK_DEMO and not people.anybody_here():
            _tell()
        from knotwork.config.serving import serve as serve_now  # noqa: PLC0415 – see above

        return serve_now(host=asked.host, port=asked.port)


def migrate(_asked: argparse.Namespace) -> int:
    """Bring the database up to date."""
    with starting.ready(migrate=True):
        say("The database is up to date.")
    return 0


def demo(_asked: argparse.Namespace) -> int:
    """Tell the demo anew; what was in the demo folder is thrown away."""
    folder.prepare(settings.KNOTWORK_DATA)
    with folder.held(settings.KNOTWORK_DATA):
        connection.close()
        for path in folder.database_files(settings.KNOTWORK_DATA):
            path.unlink()
    with starting.ready(migrate=True):
        _tell()
    return 0


def doctor(_asked: argparse.Namespace) -> int:
    """Say what is well and what is wrong."""
    findings = list(physician.examine())
    for finding in findings:
        say(f"{'well ' if finding.is_well else 'WRONG'}  {finding.sentence}")
    return 0 if all(finding.is_well for finding in findings) else 1


def backup(asked: argparse.Namespace) -> int:
    """Copy all data into one file."""
    on_sqlite.refuse_in_the_way(asked.file.absolute())
    if connection.vendor == "sqlite":
        on_sqlite.take(asked.file.absolute(), tell=lambda hundredths: progress(f"{hundredths} %"))
    else:
        on_postgres.take(asked.file.absolute())
    say(
        f"The backup lies at {asked.file}. It does not hold the key: keep a copy of {settings.KNOTWORK_KEY_FILE} in another place."
    )
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Put a backup into the data folder and settle what follows from it."""
    folder.prepare(settings.KNOTWORK_DATA)
    try:
        with folder.held(settings.KNOTWORK_DATA):
            connection.close()
            aside = []
            if connection.vendor == "sqlite":
                aside = on_sqlite.put_back(asked.file, replace=asked.replace)
            else:
                on_postgres.put_back(asked.file, settings.KNOTWORK_KEY_FILE, replace=asked.replace)
        with starting.ready(migrate=True):
            restoring.settle(at=clock.now())
    except masterkey.KeyFault as fault:
        raise CannotStart(str(fault)) from fault
    say("The backup is in place. Everybody signs in anew; letters that were waiting in it are not sent again.")
    if aside:
        say(f"What was there before lies at {aside[0]}.")
    return 0


def testmail(asked: argparse.Namespace) -> int:
    """Send one letter at once and say how it went."""
    if parseaddr(asked.address)[1] != asked.address or "@" not in asked.address.strip("@"):
        raise CannotStart("This is no mail address; it looks like name@example.org.")
    if not sending.leaves_this_machine():
        raise CannotStart("No mail leaves here: KNOTWORK_SMTP_URL is not set, or this is the demo.")
    if faults := checks.settings_faults():
        raise CannotStart("\n".join(faults))
    mail = EmailMessage(policy=SMTP)
    try:
        mail["To"] = asked.address
    except ValueError as fault:
        raise CannotStart("This is no mail address.") from fault
    mail["From"], mail["Subject"] = settings.DEFAULT_FROM_EMAIL, "A test letter from Knotwork"
    mail["Date"], mail["Message-ID"] = format_datetime(clock.now()), make_msgid(domain="knotwork")
    mail.set_content(f"Mail from {settings.KNOTWORK_BASE_URL} arrives here.\n")
    try:
        with smtp.Connection(smtp.Server.parse(settings.KNOTWORK_SMTP_URL)) as line:
            line.send(mail)
    except (OSError, smtplib.SMTPException) as fault:
        complain(smtp.explained(fault))
        return 1
    say(f"The mail server took a letter to {asked.address}. See whether it arrives.")
    return 0


def set_up_link(_asked: argparse.Namespace) -> int:
    """Print a new one-time link for the first administrator; the one before no longer works."""
    _refuse_other_versions()
    link = people.set_up_link(at=clock.now())
    if link is None:
        raise CannotStart("Somebody looks after this host already.")
    say(f"{settings.KNOTWORK_BASE_URL}{link}")
    return 0


def signin_link(asked: argparse.Namespace) -> int:
    """Print a one-time link that signs in whoever looks after the host; the one before no longer works."""
    _refuse_other_versions()
    try:
        link = people.print_link(address=asked.address, at=clock.now())
    except Refused as refused:
        raise CannotStart("This is the address of nobody who looks after this host.") from refused
    say("Open this address once, within fifteen minutes:")
    say(f"  {settings.KNOTWORK_BASE_URL}{link}")
    return 0


def _refuse_other_versions() -> None:
    if unknown := checks.migrations_unknown():
        raise CannotStart(f"This data was last used by a newer Knotwork ({unknown[-1]}). Install that version, or a later one.")
    if checks.migrations_missing():
        raise CannotStart("The database is not up to date. Run: knotwork migrate")


def rotate_key(_asked: argparse.Namespace) -> int:
    """Bring in a new master key, or finish bringing it in."""
    folder.prepare(settings.KNOTWORK_DATA)
    with folder.held(settings.KNOTWORK_DATA):
        try:
            kept = rotate_master(settings.KNOTWORK_KEY_FILE)
        except masterkey.KeyFault as fault:
            raise CannotStart(str(fault)) from fault
    say(f"The new key is {settings.KNOTWORK_KEY_FILE}: put a copy in another place.")
    say(f"The old key is kept at {kept}; backups taken before need it. Destroy it when those are gone.")
    return 0


def _tell() -> None:
    from knotwork.demo import story  # noqa: PLC0415 – large, and a real host never needs it

    say("Telling the demo …")
    story.tell(at=clock.now())
    say(f"The demo lies in {settings.KNOTWORK_DATA}.")
