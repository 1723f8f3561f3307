from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID, uuid4

import pytest

from knotwork.platform.access import refused
from knotwork.platform.access.check import Verdict, decide, gather
from knotwork.platform.access.rows import ANYONE, HOST, SIGNED_IN, Found, row
from knotwork.platform.access.tasks import EVERY, Refusals
from knotwork.platform.audit.models import Entry
from knotwork.platform.audit.services import record


class Standing(StrEnum):
    MEMBER = "member"
    FORMER = "former"


@dataclass(frozen=True)
class Somebody:
    pk: UUID


BO = Somebody(UUID("00000000-0000-4000-8000-0000000000b0"))


def found(*standings):
    return lambda viewer, kwargs, at: Found("Heron", frozenset(standings)) if standings else None


@pytest.mark.parametrize(
    ("line", "viewer", "is_host", "verdict"),
    [
        (None, BO, True, Verdict.ABSENT),
        (ANYONE, None, False, Verdict.PASS),
        (SIGNED_IN, None, False, Verdict.SIGN_IN),
        (SIGNED_IN, BO, False, Verdict.PASS),
        (HOST, BO, False, Verdict.ABSENT),
        (HOST, BO, True, Verdict.PASS),
        (HOST, None, False, Verdict.SIGN_IN),
        (row(Standing.MEMBER, load=found(Standing.MEMBER)), BO, False, Verdict.PASS),
        (row(Standing.MEMBER, load=found(Standing.FORMER)), BO, False, Verdict.ABSENT),
        (row(Standing.MEMBER, load=found(Standing.FORMER)), BO, True, Verdict.ABSENT),
        (row(Standing.MEMBER, load=found()), BO, True, Verdict.ABSENT),
        (row(Standing.MEMBER, load=found(Standing.MEMBER)), None, False, Verdict.SIGN_IN),
        (row(Standing.MEMBER), BO, True, Verdict.ABSENT),
        (row(), BO, True, Verdict.ABSENT),
    ],
)
def test_what_no_row_allows_is_absent(line, viewer, is_host, verdict, at):
    assert decide(line, viewer, is_host=is_host, kwargs={}, at=at).verdict is verdict


def test_what_was_found_comes_with_the_verdict(at):
    decision = decide(row(Standing.MEMBER, load=found(Standing.MEMBER)), BO, is_host=False, kwargs={}, at=at)

    assert decision.found == Found("Heron", frozenset({Standing.MEMBER}))


def test_two_apps_cannot_claim_the_same_name():
    with pytest.raises(ValueError, match="sets:set has two access rows"):
        gather({"sets:set": ANYONE}, {"sets:set": HOST})


@pytest.mark.django_db
def test_refused_attempts_are_written_grouped_twice_a_minute_at_most(at):
    refused.take()
    refusals = Refusals()
    for _ in range(3):
        refused.note(BO.pk, "sets:set", {})
    refused.note(BO.pk, "sets:leave", {})

    refusals.write(at)
    refused.note(BO.pk, "sets:set", {})
    refusals.write(at + timedelta(seconds=29))
    between = Entry.objects.count()
    refusals.write(at + EVERY)

    assert between == 2
    assert sorted((entry.detail["page"], entry.detail["times"]) for entry in Entry.objects.all()) == [
        ("sets:leave", 1),
        ("sets:set", 1),
        ("sets:set", 3),
    ]
    assert {entry.by for entry in Entry.objects.all()} == {BO.pk}


@pytest.mark.django_db
def test_an_attempt_is_written_for_those_whose_it_is(at, monkeypatch):
    refused.take()
    heron, page, gone = uuid4(), uuid4(), uuid4()
    monkeypatch.setattr(refused, "_whose", {"page_id": {page: heron}.get})
    for named in (page, page, gone):
        refused.note(BO.pk, "sets:page", {"page_id": named, "order": "up"})

    Refusals().write(at)

    written = sorted((entry.detail["times"], entry.learning_set) for entry in Entry.objects.all())
    assert written == [(1, None), (2, heron)]


@pytest.mark.django_db
def test_with_nothing_refused_nothing_is_asked_of_the_database(at, django_assert_num_queries):
    refused.take()

    with django_assert_num_queries(0):
        Refusals().write(at)


@pytest.mark.django_db
def test_what_could_not_be_written_is_written_next_time(at, monkeypatch):
    from knotwork.platform.access import tasks  # noqa: PLC0415 – only here

    refused.take()
    refused.note(BO.pk, "sets:set", {})

    def fails(*_args, **_kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(tasks.audit, "record", fails)
        with pytest.raises(RuntimeError):
            Refusals().write(at)
    Refusals().write(at)

    assert Entry.objects.get().detail == {"page": "sets:set", "times": 1}


def test_a_flood_of_attempts_does_not_fill_the_memory(monkeypatch):
    refused.take()
    monkeypatch.setattr(refused, "_MOST", 5)

    for _ in range(9):
        refused.note(uuid4(), "sets:set", {})

    assert len(refused.take()) == 5


@pytest.mark.django_db
def test_the_audit_record_can_be_added_to_and_never_changed(at):
    entry = record("set.started", BO, by=BO, at=at, learning_set=BO, detail={"words": 3})

    entry.event = "set.ended"

    with pytest.raises(TypeError, match="append-only"):
        entry.save()
    with pytest.raises(TypeError, match="append-only"):
        Entry.objects.all().update(event="set.ended")
    with pytest.raises(TypeError, match="append-only"):
        Entry.objects.all().delete()
    with pytest.raises(TypeError, match="append-only"):
        entry.delete()
    assert [one.event for one in Entry.objects.of_set(BO.pk)] == ["set.started"]
