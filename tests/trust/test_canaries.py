"""No canary is anywhere it must not be, and each was really there to be read by somebody who may."""

import json
import logging
from base64 import b64encode
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import override_settings

from knotwork.actions import services as actions
from knotwork.config import backup
from knotwork.config.logs import QuietFormatter
from knotwork.live.models import Move, Room
from knotwork.platform.audit.models import Entry
from knotwork.platform.mail.models import Letter
from tests.trust.asking import Browser
from tests.trust.cases import cases, url
from tests.trust.matrix import ACTORS, MATRIX
from tests.trust.searching import all_of, found, unknown

LOOKING = ("Mara", "Hana", "Kim", "Dina", "Amara", "Ines", "Goran", "Lev", "Jun", "Edo", "Noor", "Oskar")
"""Between them they may read every canary. That nobody else reads one is searched for in `test_roles` too."""

NOT_SHOWN = {"CNRY-apologyfirst-Ines": "a word about being late is read until the meeting is held"}
"""Canaries that no page shows to anybody, and why."""


def addresses(world, actor):
    """Every address with every thing it can be about that this actor may pass, and some that ask for more."""
    things = cases(world)
    told = {
        url(name, case)
        for name, line in MATRIX.items()
        for case in things[line.about]
        if actor not in ACTORS or case.may_pass(line, actor)
    }
    heron, weir = (one.pk for one in world.sets.values())
    named = {f"/sets/{one}/{page}/?names" for one in (heron, weir) for page in ("agreement", "facilitation")}
    phases = {f"/meetings/{world.meetings[whose, 'open'].pk}/room/phases/{n}/" for whose in world.sets for n in range(6)}
    asked = {f"/sets/{heron}/actions/new/?from={world.ids['Heron', 'challenge']}", "/log/search/?sought=CNRY"}
    rooms = {f"/meetings/{one.pk}/{page}" for one in world.meetings.values() for page in ("", "room/", "calendar.ics")}
    decided = {f"/sets/{one}/rules/protocol/" for one in (heron, weir)}
    return sorted(told | named | phases | asked | rooms | decided)


def test_what_can_be_read_is_read_by_those_who_may_and_by_nobody_else(world):
    canaries, leaks, seen = world.canaries, [], set()

    for name in LOOKING:
        browser, forbidden = Browser(world, name), canaries.forbidden_to(name)
        answers = [(address, browser.ask("GET", address)) for address in addresses(world, name)]
        answers.append(("export", browser.ask("POST", "/profile/export/")))
        for address, answer in answers:
            there = found(canaries, all_of(answer))
            leaks += [(name, address, canary) for canary in sorted(there & forbidden)]
            assert unknown(canaries, answer.content) == set(), (name, address)
            seen |= there

    assert leaks == [], "\n".join(map(str, leaks))
    assert set(canaries.readers) - seen == set(NOT_SHOWN)


def test_there_are_many_canaries(world):
    assert len(world.canaries.readers) >= 200


@pytest.mark.parametrize(
    "dress",
    [
        str.encode,
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16"),
        lambda word: quote(word.replace("-", "%2D"), safe="%").encode(),
        lambda word: b64encode(f"x{word} and more".encode()),
        lambda word: b64encode(f"xy{word}".lower().encode()),
        lambda word: word.encode().hex().encode(),
        lambda word: json.dumps(word).replace("-", "\\u002D").encode(),
    ],
)
def test_a_canary_is_found_in_any_dress(world, dress):
    assert found(world.canaries, b"before " + dress("CNRY-log-Mara") + b" after") == {"CNRY-log-Mara"}


def test_the_database_its_log_and_a_backup_hold_no_words_in_clear(world, tmp_path):
    file = connection.settings_dict["NAME"]
    (tmp_path / "knotwork.sqlite3").symlink_to(file)

    with override_settings(KNOTWORK_DATA=tmp_path):
        backup.take(tmp_path / "backup", tell=lambda _hundredths: None)
    files = [file, file.with_name(f"{file.name}-wal"), tmp_path / "backup"]

    assert [(one.suffix, found(world.canaries, one.read_bytes())) for one in files] == [(one.suffix, set()) for one in files]
    assert files[1].stat().st_size > 100_000, "there was no log to search"
    assert files[2].read_bytes().count(b"@example.org") >= 10, "there was nothing in the backup"


def test_record_log_and_snapshots_of_a_meeting_hold_no_words(world):
    rows = [*Entry.objects.values(), *Move.objects.values(), *Room.objects.values(), *Letter.objects.values()]
    told = json.dumps(rows, default=str).encode()

    assert len(rows) > 250
    assert found(world.canaries, told) == set()


def test_what_a_session_keeps_holds_no_words(world):
    """A message that does not fit into its cookie is kept in the session, which lies in the database in clear."""
    long = "".join(f"{chr(0x4E00 + 97 * n % 20000)}" for n in range(560)) + world.word("taken", "Bo")
    browser, clauses = Browser(world, "Bo"), f"/sets/{world.heron.pk}/agreement/clauses/"

    browser.post(clauses, {"text": long})
    draft = world.heron.versions.get(state="draft", kind="agreement")
    browser.post(f"{clauses}{draft.body['clauses'][-1]['id']}/removal/")
    draft.refresh_from_db()

    assert long not in str(draft.body)
    kept = "\n".join(json.dumps(session.get_decoded(), default=str) for session in Session.objects.all())
    assert found(world.canaries, kept.encode()) == set()


@pytest.fixture
def written():
    """What the console would show."""
    lines = []

    class Keeper(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    keeper = Keeper()
    keeper.setFormatter(QuietFormatter())
    logging.disable(logging.NOTSET)
    for name in ("", "django"):
        logging.getLogger(name).addHandler(keeper)
    yield lines
    for name in ("", "django"):
        logging.getLogger(name).removeHandler(keeper)


def test_a_fault_tells_neither_the_log_nor_the_page_what_was_written(world, written, monkeypatch):
    said = world.word("faulty", "Bo")

    def fail(**given):
        raise RuntimeError(f"cannot keep {given}")

    monkeypatch.setattr(actions, "set_out", fail)
    browser = Browser(world, "Bo")
    answers = [
        browser.post(f"/sets/{world.heron.pk}/actions/new/?why={said}", {"what": said}),
        browser.post(f"/sets/{world.heron.pk}/actions/new/", {"what": said * 20_000}),
        browser.generic("TRACE", f"/meetings/{said}/?{said}"),
        browser.get(f"/{said}/"),
        browser.post("/sign-out/", {"next": said}, headers={"sec-fetch-site": "cross-site"}),
    ]

    assert [answer.status_code for answer in answers] == [500, 413, 404, 404, 403]
    assert "RuntimeError" in "".join(written)
    assert found(world.canaries, "\n".join(written).encode()) == set()
    assert [found(world.canaries, all_of(answer)) for answer in answers] == [set()] * 5
