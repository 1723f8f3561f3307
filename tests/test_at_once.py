"""One form sent twice at the same moment is kept once and answered twice alike, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome
from knotwork.actions.models import Action, ActionReport
from knotwork.challenges import services as challenges
from knotwork.challenges.models import Challenge
from knotwork.live import services as live
from knotwork.live.models import Draft
from knotwork.meetings import services as meetings
from knotwork.platform.kit.ids import new_id
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.reflections.models import LearningNote, LogEntry
from knotwork.sets.tests import factories

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TIMES = 6


@pytest.fixture
def bo(real_database):
    return factories.person("Bo", AT)


@pytest.fixture
def heron(bo):
    return factories.heron(bo, AT)


def at_once[T](act: Callable[[], T]) -> list[T]:
    """Do this a few times at the same moment, each over its own connection; returns what each was answered."""
    together = Barrier(TIMES)

    def alone(_number: int) -> T:
        together.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(alone, range(TIMES)))


def test_a_challenge_begun_twice_is_one(bo, heron):
    key = new_id()

    answered = at_once(lambda: challenges.begin(owner=bo, learning_set=heron, headline="Whom?", key=key, at=AT))

    assert {each.pk for each in answered} == {key}
    assert Challenge.objects.count() == 1


def test_an_action_set_out_twice_is_one(bo, heron):
    key = new_id()

    answered = at_once(lambda: actions.set_out(owner=bo, learning_set=heron, what="Ask her.", key=key, at=AT))

    assert {each.pk for each in answered} == {key}
    assert Action.objects.count() == 1


def test_an_action_that_changes_shape_twice_grows_once(bo, heron):
    action = actions.set_out(owner=bo, learning_set=heron, what="Ask her.", at=AT)
    key = new_id()

    answered = at_once(lambda: actions.change_shape(action, what="Write to her.", key=key, by=bo, at=AT))

    assert {each.pk for each in answered} == {key}
    assert Action.objects.count() == 2


def test_a_report_sent_twice_is_one(bo, heron):
    action = actions.set_out(owner=bo, learning_set=heron, what="Ask her.", at=AT)

    at_once(lambda: actions.report(action, outcome=Outcome.TRIED, what_happened="She laughed.", by=bo, at=AT))

    assert ActionReport.objects.count() == 1


def test_a_note_sent_twice_is_one(bo, heron):
    key = new_id()
    said = {"level": Level.SELF, "text": "I wait too long.", "audience": Audience.ME}

    answered = at_once(lambda: reflections.note(author=bo, learning_set=heron, **said, key=key, at=AT))

    assert {each.pk for each in answered} == {key}
    assert LearningNote.objects.count() == 1


def test_an_entry_of_the_log_sent_twice_is_one(bo):
    key = new_id()

    answered = at_once(lambda: reflections.write_entry(author=bo, title="", text="I wait too long.", key=key, at=AT))

    assert {each.pk for each in answered} == {key}
    assert LogEntry.objects.count() == 1


def test_words_two_tabs_begin_to_keep_at_one_place_are_one_draft(bo, heron):
    starts_at = AT + timedelta(days=1)
    meeting = meetings.plan_meeting(heron, starts_at=starts_at, minutes=90, protocol_key="classic", by=bo, at=AT)

    answered = at_once(lambda: live.keep(meeting, place="note.1", text="I wait", version=0, by=bo, at=AT))

    assert {each.text for each in answered} == {"I wait"}
    assert Draft.objects.count() == 1


def test_a_headline_put_anew_twice_is_one_framing(bo, heron):
    challenge = challenges.begin(owner=bo, learning_set=heron, headline="Whom?", at=AT)

    at_once(lambda: challenges.reframe(challenge, headline="What for?", by=bo, at=AT))

    assert sorted(challenge.framings.values_list("number", flat=True)) == [1, 2]
