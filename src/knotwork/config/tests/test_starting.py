import os
import stat

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from knotwork.config import checks, folder, secret, starting
from knotwork.config.saying import CannotStart


@pytest.fixture
def start(real_database, data_folder, key_file):
    """Tries to start, and says why it could not."""

    def tried(*, migrate=False):
        try:
            with starting.ready(migrate=migrate):
                return None
        except CannotStart as why:
            return str(why)

    before = os.umask(0o022)
    os.umask(before)
    yield tried
    os.umask(before)


def test_a_sound_set_up_starts_again_and_again(start, key_file):
    assert start() is None
    assert start() is None
    assert stat.S_IMODE(secret.place_beside(key_file).stat().st_mode) == 0o600


def test_data_without_its_key_or_with_another_refuses(start, key_file):
    start()
    kept = key_file.read_text()
    key_file.write_text("00" * 32 + "\n")
    with_another = start()
    key_file.unlink()

    assert "belongs to other data" in with_another
    assert "is missing" in start()
    assert not key_file.exists()
    key_file.write_text(kept)
    assert start() is None


def test_an_empty_database_is_given_a_key(start, key_file):
    key_file.unlink()

    assert start() is None
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_a_key_file_others_can_read_is_closed(start, key_file):
    key_file.chmod(0o644)

    assert start() is None
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_data_of_a_newer_program_refuses_in_words(start):
    MigrationRecorder(connection).record_applied("sets", "0099_wander")

    assert start(migrate=True) == (
        "This data was last used by a newer Knotwork (sets 0099_wander). Install that version, or a later one."
    )


def test_a_database_that_is_behind_asks_to_be_migrated(start, monkeypatch):
    monkeypatch.setattr(checks, "migrations_missing", lambda: ["sets 0002_wander"])

    assert start() == "The database is not up to date. Take a backup, then run: knotwork migrate"


def test_an_address_without_an_access_row_refuses(start, monkeypatch):
    monkeypatch.setattr(checks, "access_faults", lambda: ["The address named 'undeclared' has no access row."])

    assert start() == "The address named 'undeclared' has no access row."


def test_two_programs_never_use_one_data_folder(start, data_folder):
    with folder.held(data_folder):
        assert "Another Knotwork is using the data folder" in start()

    assert start() is None


def test_a_data_folder_others_can_read_is_closed(start, data_folder):
    data_folder.chmod(0o755)

    start()

    assert stat.S_IMODE(data_folder.stat().st_mode) == 0o700


def test_a_network_file_system_is_refused_for_sqlite(sqlite_file, data_folder, monkeypatch):
    monkeypatch.setattr(folder, "_file_system", lambda _folder: "nfs4")

    with pytest.raises(CannotStart, match="network file system"):
        folder.prepare(data_folder)


def test_the_demo_stays_out_of_real_data_and_real_life_out_of_the_demo(sqlite_file, tmp_path, settings):
    real, demo = tmp_path / "real", tmp_path / "demo"
    folder.prepare(real)
    (real / folder.DATABASE).touch()
    settings.KNOTWORK_DEMO = True
    folder.prepare(demo)
    folder.prepare(demo)

    with pytest.raises(CannotStart, match="holds real data"):
        folder.prepare(real)
    settings.KNOTWORK_DEMO = False
    with pytest.raises(CannotStart, match="holds the demo"):
        folder.prepare(demo)


def test_the_secret_is_kept_once_and_lasts(tmp_path):
    key_file = tmp_path / "keys" / "master.key"
    passing = secret.key_beside(key_file)

    secret.keep_beside(key_file, passing)
    secret.keep_beside(key_file, "another")

    assert secret.key_beside(key_file) == passing
    assert secret.key_beside(tmp_path / "other.key") != passing
