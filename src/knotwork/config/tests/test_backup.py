import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from knotwork.config import backup, backup_postgres, restoring
from knotwork.config.saying import CannotStart
from knotwork.people.models import Person
from knotwork.people.services import open_account
from knotwork.platform.mail.enums import LetterState
from knotwork.platform.mail.models import Letter
from knotwork.platform.sealing import guard, masterkey
from knotwork.sets.models import LearningSet


def silent(_hundredths):
    """Nobody watches."""


@pytest.fixture
def data(sqlite_files, data_folder, django_db_blocker, key_file):
    """A data folder with a database of its own in it, under a key."""
    from tests.databases import default_is  # noqa: PLC0415 – needs settings

    with django_db_blocker.unblock(), sqlite_files.fresh() as template:
        template.close()
        place = data_folder / backup.DATABASE
        place.write_bytes(template.settings_dict["NAME"].read_bytes())
        with default_is({**template.settings_dict, "NAME": place}):
            guard.claim(key_file)
            yield data_folder


def test_a_backup_taken_while_others_write_is_whole(data, tmp_path, at):
    going, count = threading.Event(), 0

    def writes():
        nonlocal count
        with closing(sqlite3.connect(data / backup.DATABASE, timeout=10)) as line:
            while not going.is_set():
                line.execute("INSERT INTO jobs_duty (name, due_at, last_fault) VALUES (?, ?, '')", (f"duty-{count}", at))
                line.commit()
                count += 1

    writer = threading.Thread(target=writes)
    writer.start()
    done = []
    for number in range(5):
        backup.take(tmp_path / f"{number}.sqlite3", tell=done.append)
    going.set()
    writer.join()

    assert count > 0
    assert done[-1] == 100
    for number in range(5):
        assert backup.soundness(tmp_path / f"{number}.sqlite3") is None
        assert stat.S_IMODE((tmp_path / f"{number}.sqlite3").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*.sqlite3*")) == [f"{number}.sqlite3" for number in range(5)]


def test_a_backup_never_holds_the_key_nor_words_in_clear(data, tmp_path, at, key_file):
    LearningSet(name="CNRY-heron", zone="UTC", started_at=at).save()
    target = tmp_path / "backup.sqlite3"

    backup.take(target, tell=silent)

    kept = target.read_bytes()
    assert b"sealing_masterkeymark" in kept
    assert b"CNRY" not in kept
    assert bytes.fromhex(key_file.read_text()) not in kept
    assert key_file.read_text().strip().encode() not in kept


def test_an_interrupted_backup_leaves_what_was_there(data, tmp_path):
    target = tmp_path / "backup.sqlite3"
    backup.take(target, tell=silent)
    before = target.read_bytes()

    def interrupt(_hundredths):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.take(target, tell=interrupt)

    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.sqlite3"]


def test_a_backup_that_cannot_be_written_says_so(data, tmp_path):
    with pytest.raises(CannotStart, match="cannot be written"):
        backup.take(tmp_path / "nowhere" / "backup.sqlite3", tell=silent)


def test_a_backup_takes_the_place_of_an_older_backup_and_of_nothing_else(data, tmp_path, key_file):
    older = tmp_path / "backup.sqlite3"
    backup.take(older, tell=silent)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Lev")
    in_the_way = {
        key_file: "no backup of Knotwork",
        letter: "no backup of Knotwork",
        data / backup.DATABASE: "lost together with the data",
        data / "new.sqlite3": "lost together with the data",
        tmp_path: "is a folder",
        Path("/dev/null"): "no backup of Knotwork",
    }

    backup.refuse_in_the_way(older)
    backup.refuse_in_the_way(tmp_path / "new.sqlite3")
    for place, sentence in in_the_way.items():
        with pytest.raises(CannotStart, match=sentence):
            backup.refuse_in_the_way(place)


def test_an_empty_database_is_nothing_to_back_up(data_folder, tmp_path):
    with closing(sqlite3.connect(data_folder / backup.DATABASE)) as empty:
        empty.execute("PRAGMA user_version=1")

    with pytest.raises(CannotStart, match="There is no data"):
        backup.take(tmp_path / "backup.sqlite3", tell=silent)


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_touched(data, tmp_path):
    newer = tmp_path / "newer.sqlite3"
    backup.take(newer, tell=silent)
    with closing(sqlite3.connect(newer)) as line:
        line.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('sets', '9999_later', '2027-01-01')")
        line.commit()
    before = (data / backup.DATABASE).read_bytes()

    with pytest.raises(CannotStart, match="made by a newer Knotwork"):
        backup.put_back(newer, replace=True)

    assert (data / backup.DATABASE).read_bytes() == before
    assert list(data.glob("*.before-*")) == []


def test_what_was_backed_up_comes_back_and_what_was_ended_does_not(data, tmp_path, at):
    bo = open_account(email="bo@example.org", name="Bo", zone="UTC", at=at)
    heron = LearningSet(name="Heron", zone="UTC", started_at=at)
    heron.save()
    Session.objects.create(session_key="s", session_data="", expire_date=at)
    Letter.objects.create(kind="k", dedupe_key="k", address=bo.email, not_before=at, written_at=at)
    backup.take(tmp_path / "backup.sqlite3", tell=silent)
    Person.objects.all().delete()
    connection.close()

    with pytest.raises(CannotStart, match="There is data"):
        backup.put_back(tmp_path / "backup.sqlite3", replace=False)
    backup.put_back(tmp_path / "backup.sqlite3", replace=True)
    restoring.settle(at=at)

    assert Person.objects.get() == bo
    assert LearningSet.objects.get().name == "Heron"
    assert not Session.objects.exists()
    assert Letter.objects.get().state == LetterState.DROPPED
    assert [path.name for path in data.glob("*.before-*")] != []


def test_a_backup_of_other_data_or_no_backup_at_all_is_refused(data, tmp_path, key_file):
    backup.take(tmp_path / "backup.sqlite3", tell=silent)
    (tmp_path / "letter.txt").write_text("Dear Lev" * 100)
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE birds (name)")
    key_file.write_text("11" * 32 + "\n")

    with pytest.raises(masterkey.KeyFault, match="belongs to other data"):
        backup.put_back(tmp_path / "backup.sqlite3", replace=True)
    for name, sentence in (("letter.txt", "no sound backup"), ("other.sqlite3", "no backup of Knotwork"), ("none", "no file")):
        with pytest.raises(CannotStart, match=sentence):
            backup.put_back(tmp_path / name, replace=True)


def test_a_damaged_backup_is_refused(data, tmp_path):
    target = tmp_path / "backup.sqlite3"
    backup.take(target, tell=silent)
    damaged = bytearray(target.read_bytes())
    damaged[8192:12288] = b"\xff" * 4096
    target.write_bytes(damaged)

    with pytest.raises(CannotStart, match="no sound backup"):
        backup.put_back(target, replace=True)


def test_without_data_there_is_nothing_to_back_up(data_folder, tmp_path):
    with pytest.raises(CannotStart, match="There is no data"):
        backup.take(tmp_path / "backup.sqlite3", tell=silent)


@pytest.mark.postgres
def test_on_postgresql_its_own_tools_copy_and_bring_back(postgres_database, tmp_path, at, key_file):
    guard.claim(key_file)
    bo = open_account(email="bo@example.org", name="Bo", zone="UTC", at=at)
    target = tmp_path / "backup.dump"
    backup_postgres.take(target)
    Person.objects.all().delete()

    with pytest.raises(CannotStart, match="There is data"):
        backup_postgres.put_back(target, key_file, replace=False)
    kept = key_file.read_text()
    key_file.write_text("11" * 32 + "\n")
    with pytest.raises(masterkey.KeyFault, match="belongs to other data"):
        backup_postgres.put_back(target, key_file, replace=True)
    assert not Person.objects.exists()
    key_file.write_text(kept)
    backup_postgres.put_back(target, key_file, replace=True)
    restoring.settle(at=at)

    assert Person.objects.get() == bo


@pytest.mark.postgres
def test_without_those_tools_it_says_what_to_install(postgres_database, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotStart, match="pg_dump is not installed here"):
        backup_postgres.take(tmp_path / "backup.dump")
