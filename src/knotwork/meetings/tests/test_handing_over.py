"""What is handed over knows how many meetings lie ahead and which have a link."""

from datetime import UTC, datetime

import pytest

from knotwork.meetings import services
from knotwork.meetings.tests import factories
from knotwork.sets import handing
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, Held

pytestmark = pytest.mark.django_db

AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


def test_the_list_counts_meetings_ahead_and_their_links():
    learning_set, cast = factories.heron(AT)
    first, *_others = factories.series(learning_set, cast["Bo"], AT, count=3)
    sets.begin_term(
        learning_set, person=factories.person("Amara", AT), end_rule=EndRule.AFTER_MEETING, ends_after=2, by=cast["Bo"], at=AT
    )
    where = {"place": "", "access_notes": "", "minutes": first.minutes}
    services.arrange(first, video_link="https://video.example.org/heron", **where, by=cast["Bo"], at=AT)

    listed = handing.of_set(learning_set, AT)

    assert {what: listed.line(what).count for what in (Held.STEERING, Held.DATES, Held.LINK)} == {
        Held.STEERING: 3,
        Held.DATES: 3,
        Held.LINK: 1,
    }
