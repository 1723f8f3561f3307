from pathlib import Path

import pytest
from django.conf import settings as real
from django.core import checks as django_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from knotwork.config import checks


def test_every_address_of_the_product_has_an_access_row():
    assert checks.access_faults() == []
    assert len(checks.url_names()) > 10


@pytest.mark.usefixtures("probes")
def test_an_address_without_a_row_is_a_fault():
    assert "The address named 'undeclared' has no access row." in checks.access_faults()


def test_what_the_apps_own_checks_find_is_a_fault(monkeypatch):
    found = [django_checks.Error("The move 'dance' has no access row."), django_checks.Warning("Something small.")]
    monkeypatch.setattr(checks, "run_checks", lambda: found)

    assert checks.program_faults() == ["The move 'dance' has no access row."]


@pytest.mark.parametrize(
    ("name", "value", "begins"),
    [
        ("KNOTWORK_TRUSTED_PROXIES", ("10.0.0.0/8", "proxy.example.org"), "KNOTWORK_TRUSTED_PROXIES: proxy.example.org"),
        ("KNOTWORK_SMTP_URL", "mail.example.org", "KNOTWORK_SMTP_URL must look like"),
        ("DEFAULT_FROM_EMAIL", "knotwork", "KNOTWORK_MAIL_FROM is no mail address"),
        ("KNOTWORK_KEY_FILE", real.PACKAGE / "master.key", "KNOTWORK_KEY_FILE lies in the folder of the program"),
    ],
)
def test_settings_that_make_no_sense_are_named(settings, name, value, begins):
    setattr(settings, name, value)

    assert [fault[: len(begins)] for fault in checks.settings_faults()] == [begins]


def test_a_key_in_the_data_folder_is_a_fault(settings):
    settings.KNOTWORK_DATA = Path("/srv/knotwork")
    settings.KNOTWORK_KEY_FILE = Path("/srv/knotwork/keys/master.key")

    assert "lies in the data folder" in checks.settings_faults()[0]


def test_a_key_that_a_link_leads_to_in_the_data_folder_is_a_fault(settings, tmp_path, data_folder):
    (tmp_path / "keys").symlink_to(data_folder)
    settings.KNOTWORK_KEY_FILE = tmp_path / "keys" / "master.key"

    assert "lies in the data folder" in checks.settings_faults()[0]


@pytest.mark.django_db
def test_the_database_of_this_program_is_neither_behind_nor_ahead():
    assert checks.database_faults() == []
    assert checks.migrations_missing() == []
    assert checks.migrations_unknown() == []


@pytest.mark.django_db
def test_data_of_a_newer_program_is_known_by_its_migrations():
    MigrationRecorder(connection).record_applied("sets", "0099_wander")
    MigrationRecorder(connection).record_applied("formation", "0001_begin")

    assert checks.migrations_unknown() == ["formation 0001_begin", "sets 0099_wander"]


def test_an_old_database_program_is_a_fault(monkeypatch, db):
    monkeypatch.setattr(checks, "SQLITE_FLOOR", (99, 0, 0))
    monkeypatch.setattr(checks, "POSTGRESQL_FLOOR", 990000)

    assert "is too old" in checks.database_faults()[0]
