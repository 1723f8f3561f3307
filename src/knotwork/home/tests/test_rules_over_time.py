"""Whatever a set proposes, answers, tries, whoever joins and leaves: one version of each rule holds at any time."""

import itertools
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knotwork.agreements import kinds, queries
from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer, Starts, VersionState, Weight
from knotwork.agreements.models import Version
from knotwork.home.tests.test_views import circle, person
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Keep
from knotwork.platform.kit.refusals import Refused
from knotwork.protocols.enums import Item
from knotwork.sets import queries as set_queries
from knotwork.sets import services as sets

HOUR = timedelta(hours=1)
ITEMS = list(Item)
BODIES = {
    "notes": [{"keep": each.value} for each in Keep],
    "silence": [{"silence": each} for each in ("keeps_the_old", "consents")],
    "agreement": [{"clauses": [{"id": "a", "text": f"We begin at {n}."}]} for n in range(8, 11)],
    "review": [{"items": [one.value for one in ITEMS[n : n + 3]]} for n in range(3)],
}
KINDS = st.sampled_from(sorted(BODIES))
WHO = st.integers(0, 4)
STEPS = st.one_of(
    st.tuples(st.just("propose"), KINDS, WHO, st.integers(0, 2), st.sampled_from(list(Starts))),
    st.tuples(st.just("amend"), KINDS, WHO, st.integers(0, 2)),
    st.tuples(st.just("try once"), st.just("review"), WHO, st.integers(0, 2)),
    st.tuples(st.just("answer"), KINDS, WHO, st.sampled_from(list(Answer))),
    st.tuples(st.just("all agree"), KINDS),
    st.tuples(st.just("withdraw"), KINDS, WHO),
    st.tuples(st.just("write"), WHO),
    st.tuples(st.just("pause"), WHO),
    st.tuples(st.just("come back"), WHO),
    st.tuples(st.just("join")),
    st.tuples(st.just("leave"), WHO),
    st.tuples(st.just("wait"), st.integers(1, 200)),
    st.tuples(st.just("meet")),
)


class Story:
    """A set that lives through steps, and what must be true after each."""

    def __init__(self, at):
        self.at = at
        self.people = [person(name, at) for name in ("Ada", "Ben", "Cleo")]
        self.heron = circle("Heron", self.people, at)
        self.once_in_force: set[str] = set()
        self.met = []

    def step(self, step):
        self.at += HOUR
        try:
            with transaction.atomic():
                getattr(self, step[0].replace(" ", "_"))(*step[1:])
        except Refused:
            pass
        self.holds()

    def who(self, n):
        return self.people[n % len(self.people)]

    def propose(self, kind, n, which, starts):
        body = BODIES[kind][which % len(BODIES[kind])]
        agreements.propose(self.heron, kind=kind, body=body, reason="", starts=starts, by=self.who(n), at=self.at)

    def amend(self, kind, n, which):
        if draft := queries.draft(self.heron, kind):
            body, now = BODIES[kind][which % len(BODIES[kind])], {"starts": draft.starts, "seen": draft.revision}
            agreements.amend(draft, body=body, **now, by=self.who(n), at=self.at)

    def try_once(self, kind, n, which):
        agreements.try_once(self.heron, kind=kind, body=BODIES[kind][which], reason="", by=self.who(n), at=self.at)

    def answer(self, kind, n, answer):
        if draft := queries.draft(self.heron, kind):
            agreements.answer(draft, revision=draft.revision, answer=answer, words="w", by=self.who(n), at=self.at)

    def all_agree(self, kind):
        if draft := queries.draft(self.heron, kind):
            for each in set_queries.members(self.heron):
                draft = agreements.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=each, at=self.at)

    def withdraw(self, kind, n):
        if draft := queries.draft(self.heron, kind):
            agreements.withdraw(draft, by=self.who(n), at=self.at)

    def write(self, n):
        draft = agreements.begin_draft(self.heron, by=self.who(n), at=self.at)
        agreements.add_clause(draft, text=f"Clause of hour {self.at:%H}.", by=self.who(n), at=self.at)

    def pause(self, n):
        sets.pause(self.heron, by=self.who(n), at=self.at)

    def come_back(self, n):
        sets.come_back(self.heron, by=self.who(n), at=self.at)

    def join(self):
        newcomer = person(f"P{len(self.people)}", self.at)
        inviting = set_queries.members(self.heron)[0]
        _, secret = sets.invite(self.heron, by=inviting, at=self.at)
        sets.join(secret=secret, person=newcomer, commitment="I come.", at=self.at)
        self.people.append(newcomer)

    def leave(self, n):
        if len(set_queries.members(self.heron)) > 2:
            sets.leave(self.heron, by=self.who(n), at=self.at)

    def wait(self, hours):
        self.at += hours * HOUR
        agreements.settle_due(at=self.at)

    def meet(self):
        by = set_queries.members(self.heron)[0]
        meeting = meetings.plan_meeting(
            self.heron, starts_at=self.at + HOUR, minutes=90, protocol_key="classic-short", by=by, at=self.at
        )
        self.at += HOUR
        held = queries.all_in_force(self.heron)
        trials = {kind for kind in BODIES if queries.trials_to_come(self.heron, kind)}
        meeting = meetings.open_meeting(meeting, protocol=lambda _rules: {}, by=by, at=self.at)
        meeting = meetings.close_meeting(meeting, by=by, at=self.at + HOUR)
        self.at += 3 * HOUR
        self.met.append((meeting, dict(meeting.ran_with), held, trials))

    def holds(self):
        versions = list(Version.objects.filter(learning_set=self.heron))
        for kind in BODIES:
            of_kind = [each for each in versions if each.kind == kind]
            in_force = [each for each in of_kind if each.state == VersionState.IN_FORCE]
            if in_force:
                self.once_in_force.add(kind)
            assert len(in_force) == (1 if kind in self.once_in_force else 0)
            assert sum(each.state == VersionState.DRAFT for each in of_kind) <= 1
            spans = sorted(
                (each.in_force_from, each.superseded_at or self.at + 1000 * HOUR, each.number)
                for each in of_kind
                if each.state in (VersionState.IN_FORCE, VersionState.SUPERSEDED)
            )
            assert all(end == begin for (_, end, _), (begin, _, _) in itertools.pairwise(spans))
            assert all(older < newer for (_, _, older), (_, _, newer) in itertools.pairwise(spans))
            assert all(each.state != VersionState.IN_FORCE for each in of_kind if each.weight == Weight.TRY_ONCE)
        for meeting, ran_with, _held, trials in self.met:
            meeting.refresh_from_db()
            assert meeting.ran_with == ran_with
            assert (str(meeting.agreement_id) if meeting.agreement_id else None) == ran_with.get("agreement")
            for kind, key in ran_with.items():
                version = next(each for each in versions if str(each.pk) == key)
                assert version.kind == kind
                assert version.in_force_from <= meeting.opened_at
                assert version.superseded_at is None or version.superseded_at >= meeting.opened_at
                if kind in trials:
                    assert version.state == VersionState.TRIED


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=5, max_size=30))
def test_exactly_one_version_holds_and_each_meeting_keeps_what_it_ran_with(steps, at):
    with transaction.atomic():
        story = Story(at)
        for step in steps:
            story.step(step)
        transaction.set_rollback(True)


def test_the_story_knows_kinds_of_every_weight():
    assert {kinds.kind_of(kind).weight for kind in BODIES} == {Weight.WORKING, Weight.FOUNDATION}
    assert kinds.kind_of("review").begin_trial is not None
