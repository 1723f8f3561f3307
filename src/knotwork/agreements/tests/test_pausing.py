"""No decision waits for who pauses."""

import pytest

from knotwork.agreements import queries, services
from knotwork.agreements.enums import Answer, Rule
from knotwork.sets import services as sets
from knotwork.sets.tests import factories


@pytest.mark.django_db
def test_who_pauses_is_not_waited_for(at):
    heron, people = factories.full_heron(at)
    version = services.propose(heron, kind=Rule.SILENCE, body={"silence": "consents"}, reason="", by=people["Bo"], at=at)
    for name in ("Bo", "Chen", "Dina", "Edo", "Farah"):
        version = services.answer(version, revision=1, answer=Answer.AGREE, by=people[name], at=at)
    assert queries.to_come(heron, Rule.SILENCE) is None

    sets.pause(heron, by=people["Goran"], at=at)

    assert queries.to_come(heron, Rule.SILENCE) == version


@pytest.mark.django_db
def test_nothing_waits_for_who_pauses_and_all_of_it_for_who_is_back(at):
    heron, people = factories.full_heron(at)
    goran = people["Goran"]
    version = services.propose(heron, kind=Rule.SILENCE, body={"silence": "consents"}, reason="", by=people["Bo"], at=at)
    assert queries.waiting_for(goran, [heron]) == [version]

    sets.pause(heron, by=goran, at=at)

    assert queries.waiting_for(goran, [heron]) == []
    sets.come_back(heron, by=goran, at=at)
    assert queries.waiting_for(goran, [heron]) == [version]
