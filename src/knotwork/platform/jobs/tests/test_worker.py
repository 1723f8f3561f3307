from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event

import pytest
from django.db import connection

from knotwork.platform.jobs import queries, services
from knotwork.platform.jobs.apart import each_apart, told
from knotwork.platform.jobs.models import Duty
from knotwork.platform.jobs.tasks import Periodic, Prompt
from knotwork.platform.jobs.worker import Worker

HOUR = timedelta(hours=1)


def task(run=lambda at: None, name="meetings.remind", every=HOUR):
    return Periodic(name, every, run)


@pytest.mark.django_db
def test_a_duty_is_done_once_and_is_due_again_later(at):
    done = []
    work = task(done.append)
    services.enrol([work], at=at)
    worker = Worker([work], [])

    worker.round(now=lambda: at)
    worker.round(now=lambda: at)
    worker.round(now=lambda: at + HOUR)

    assert done == [at, at + HOUR]


@pytest.mark.django_db
def test_a_fault_is_noted_without_its_words_and_keeps_nothing_else_from_being_done(at, caplog):
    done = []

    def fails(_at):
        raise ValueError("CNRY words of somebody")

    services.enrol([task(fails, "a"), task(done.append, "b")], at=at)

    Worker([task(fails, "a"), task(done.append, "b")], [Prompt("c", fails)]).round(now=lambda: at)

    assert done == [at]
    assert [name for name, _fault in queries.faults()] == ["a"]
    assert queries.faults()[0][1].startswith("ValueError at test_worker.py:")
    assert "CNRY" not in caplog.text


@pytest.mark.django_db
def test_a_fault_at_one_set_is_noted_without_its_words_and_the_others_are_done(at, caplog):
    done = []

    def do(name):
        if name != "Heron":
            raise ValueError(f"CNRY words of {name}")
        done.append(name)

    work = task(lambda _at: each_apart(["Otter", "Heron", "Crane", "Heron"], do))
    services.enrol([work], at=at)

    Worker([work], []).round(now=lambda: at)

    assert done == ["Heron", "Heron"]
    assert caplog.text.count("one of many failed: ValueError at test_worker.py:") == 2
    assert queries.faults()[0][1].startswith("ValueError at test_worker.py:")
    assert "CNRY" not in caplog.text


@pytest.mark.django_db
def test_a_duty_that_failed_is_tried_again_within_a_minute(at):
    calls = []

    def fails_once(moment):
        calls.append(moment)
        if len(calls) == 1:
            raise ValueError

    work = task(fails_once)
    services.enrol([work], at=at)
    worker = Worker([work], [])

    for minutes in (0, 1):
        worker.round(now=lambda: at + timedelta(minutes=minutes))  # noqa: B023 – called at once

    assert calls == [at, at + timedelta(minutes=1)]
    assert queries.faults() == []


@pytest.mark.django_db
def test_a_lease_that_ran_out_is_anybodys_and_the_first_holder_changes_nothing_any_more(at):
    services.enrol([task()], at=at)
    assert services.claim("meetings.remind", at=at)
    assert not services.claim("meetings.remind", at=at + timedelta(seconds=59))
    later = at + services.LEASE

    taken = services.claim("meetings.remind", at=later)
    services.settle(task(), claimed_at=at, at=later)

    assert taken
    assert Duty.objects.get().lease_until == later + services.LEASE


@pytest.mark.django_db
def test_a_task_that_is_no_more_loses_its_row_and_the_probe_keeps_its_own(at):
    services.note_alive(at=at)
    services.enrol([task(name="old")], at=at)

    services.enrol([task(name="new")], at=at)

    assert sorted(Duty.objects.values_list("name", flat=True)) == ["new", "readiness"]
    assert queries.last_sign_of_life() is None


def test_of_two_workers_that_claim_at_once_one_wins(real_database):
    at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    together = Barrier(2)
    services.enrol([task(name=f"duty-{number}") for number in range(20)], at=at)

    def claims():
        won = []
        try:
            for number in range(20):
                together.wait()
                if services.claim(f"duty-{number}", at=at):
                    won.append(number)
        finally:
            connection.close()
        return won

    with ThreadPoolExecutor(2) as pool:
        won = [future.result() for future in [pool.submit(claims) for _ in range(2)]]

    assert sorted(won[0] + won[1]) == list(range(20))


def test_the_thread_works_and_stops(sqlite_file):
    done = Event()
    worker = Worker([task(lambda at: done.set())], [])

    worker.start()
    was_done = done.wait(5)
    worker.stop()

    assert was_done
    assert not worker._thread.is_alive()


def test_a_fault_is_told_by_class_and_place():
    try:
        {}["CNRY"]
    except KeyError as fault:
        sentence = told(fault)

    assert sentence.startswith("KeyError at test_worker.py:")
    assert "CNRY" not in sentence
