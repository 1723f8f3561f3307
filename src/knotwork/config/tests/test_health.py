import shutil

import pytest
from django.db import OperationalError

from knotwork.config import health
from knotwork.platform.jobs.models import PROBE, Duty


def test_it_is_healthy_without_asking_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_is_ready_when_a_write_was_kept(client, data_folder):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert Duty.objects.get().name == PROBE


@pytest.mark.django_db
def test_it_is_not_ready_when_writing_fails_or_the_disk_is_full(client, data_folder, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 1))
    is_full = client.get("/readyz").status_code

    def fails(*, at):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(health.jobs, "note_alive", fails)
    answer = client.get("/readyz")

    assert is_full == 503
    assert (answer.status_code, answer.content) == (503, b"not ready\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "headers"), [("8.8.8.8", {}), ("127.0.0.1", {"x-forwarded-for": "8.8.8.8"}), ("nowhere", {})]
)
def test_nobody_from_elsewhere_learns_whether_it_is_ready(client, address, headers):
    assert client.get("/readyz", REMOTE_ADDR=address, headers=headers).status_code == 404
