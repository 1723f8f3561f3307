"""What somebody answers to a pulse is theirs alone while it is open; once it is over nothing tells whose it was."""

import json

import pytest
from django.db import connection

from knotwork.reflections import services
from knotwork.reflections.enums import PulseItem, ReadinessItem
from knotwork.reflections.models import Pulse, PulseAnswer
from tests.trust.asking import Browser, bare
from tests.trust.test_canaries import LOOKING

OWNERS = {"Heron": "Dina", "Weir": "Noor"}
ASKED = {"pulse": PulseItem, "readiness": ReadinessItem}


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("whose", OWNERS)
def test_another_answer_changes_nothing_that_anybody_else_can_read(world, whose, kind):
    owner, others = OWNERS[whose], [name for name in LOOKING if name != OWNERS[whose]]
    addresses = (f"/sets/{world.sets[whose].pk}/{kind}/", f"/sets/{world.sets[whose].pk}/", "/")
    browsers = {name: Browser(world, name) for name in (owner, *others)}

    def pages(names):
        told = {(name, address): bare(browsers[name].ask("GET", address)) for name in names for address in addresses}
        return told | {(name, "export"): bare(browsers[name].ask("POST", "/profile/export/"))[:2] for name in names}

    before, own = pages(others), pages([owner])
    asked = Pulse.objects.get(pk=world.ids[whose, kind])
    services.answer_pulse(asked, scores=dict.fromkeys(ASKED[kind], 1), by=world.person(owner), at=world.at)

    assert pages(others) == before
    assert pages([owner]) != own, "there was nothing to leak"


@pytest.mark.parametrize("whose", OWNERS)
def test_once_it_is_over_no_row_tells_whose_an_answer_was(world, whose):
    over = PulseAnswer.objects.filter(pulse=world.ids[whose, "pulse over"])
    still_open = PulseAnswer.objects.get(pulse=world.ids[whose, "pulse"])

    assert [answer.person_id for answer in over] == [None, None]
    assert {answer.sealed_for().kind for answer in over} == {"set"}
    assert still_open.person_id == world.person(OWNERS[whose]).pk
    assert still_open.sealed_for().kind == "person"


def test_what_was_answered_lies_sealed(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reflections_pulseanswer")
        rows = json.dumps(cursor.fetchall(), default=bytes.hex)

    assert rows.count('", "') >= 6, "there was nothing to search"
    items = [*PulseItem, *ReadinessItem]
    assert not [item for item in items if item in rows or item.encode().hex() in rows]
