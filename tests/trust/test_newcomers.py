"""Who comes later reads nothing that was said before, unless its owner shows it anew."""

import re

import pytest

from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule
from tests.trust.asking import Browser
from tests.trust.cases import cases, url
from tests.trust.matrix import MATRIX
from tests.trust.searching import all_of, found

OF_NOW = re.compile(
    r"CNRY-(setname|purpose|clause|newclause|shape|newshape|commitment|bio|hopes|tongue"  # who the set is, and texts everybody writes
    r"|(video|place|way|apology)(open|later)"  # where it meets next, and who will be late
    r"|(mood|want|process|progress|question)(open|waiting)|reframed|brief[a-z]+|shared(now|sponsor|part)"  # the meeting they have come into
    r")-"
)
"""What belongs to the present: a newcomer needs it to take part."""

OF_FACILITATORS = re.compile(r"CNRY-(needs|consent|newobjection|answer|reason|whychange|whynotes|remark|norule)-")
"""What a facilitator in term reads besides: what helps people take part, and how the set decides."""


def seen_by(world, name):
    """Every canary on any page this person may open."""
    things, browser = cases(world), Browser(world, name)
    told = {url(route, case) for route, line in MATRIX.items() for case in things[line.about]}
    rooms = {f"/meetings/{one.pk}/{page}" for one in world.meetings.values() for page in ("", "room/", "room/screen/")}
    phases = {f"/meetings/{world.meetings['Heron', 'open'].pk}/room/phases/{n}/" for n in range(6)}
    named = {f"/sets/{world.heron.pk}/{page}/?names" for page in ("agreement", "facilitation")}
    answers = [browser.ask("GET", address) for address in sorted(told | rooms | phases | named)]
    return set().union(
        *(found(world.canaries, all_of(answer)) for answer in (*answers, browser.ask("POST", "/profile/export/")))
    )


@pytest.fixture
def joined(world):
    """Mara joins Heron while its meeting is on."""
    _, secret = sets.invite(world.heron, by=world.people["Bo"], at=world.at)
    sets.join(secret=secret, person=world.people["Mara"], commitment="I come.", at=world.at)
    return "Mara"


@pytest.fixture
def facilitating(world):
    """Ivo facilitates Heron from now on."""
    bo, amara = world.people["Bo"], world.people["Amara"]
    sets.end_term(world.heron.facilitator_terms.get(person=amara, ended_at=None), by=bo, at=world.at)
    sets.begin_term(world.heron, person=world.people["Ivo"], end_rule=EndRule.OPEN, by=bo, at=world.at)
    return "Ivo"


@pytest.mark.parametrize("newcomer", ["joined", "facilitating"])
def test_a_newcomer_reads_what_is_now_and_nothing_from_before(world, newcomer, request):
    name = request.getfixturevalue(newcomer)
    own = {canary for canary in world.canaries.readers if canary.endswith(f"-{name}")}

    seen = seen_by(world, name)

    old = sorted(canary for canary in seen - own if not OF_NOW.match(canary))
    assert [canary for canary in old if name == "Mara" or not OF_FACILITATORS.match(canary)] == [], " ".join(old)
    assert len([canary for canary in seen if OF_NOW.match(canary)]) > 20
