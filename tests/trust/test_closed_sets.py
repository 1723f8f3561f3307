"""A closed set is read by those who were in it, changes no more, writes no letters, and gives back words on request."""

from datetime import timedelta

import pytest
from django.apps import apps

from knotwork.config.schedule import PERIODIC
from knotwork.live.models import Draft
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage, WordsChoice
from tests.trust.asking import Browser
from tests.trust.cases import cases, url
from tests.trust.fields import PLACES
from tests.trust.matrix import MATRIX
from tests.trust.searching import all_of, found

DAY = timedelta(days=1)
APART = ("sessions.", "usersessions.", "access.", "jobs.", "audit.", "people.", "mail.")
"""Tables that say nothing of a set."""
ONES_OWN = {"Wording", "Question", "Renoting", "CalendarNameForm", "LeaveForm"}
"""Forms of what is the member's alone: kept questions, private notes, the log, a name in the calendar; and leaving."""


def of_heron(world):
    """Every address about Heron that can be read."""
    things = cases(world)
    told = {url(name, case) for name, line in MATRIX.items() for case in things[line.about]}
    keys = [str(world.heron.pk), *(str(one.pk) for (whose, _when), one in world.meetings.items() if whose == "Heron")]
    keys += [str(key) for (whose, _what), key in world.ids.items() if whose == "Heron"]
    return sorted(address for address in told if any(key in address for key in keys) and "/room/" not in address)


def rows(world):
    """Everything that is kept of sets, as it lies in the database."""
    kept = {}
    for model in apps.get_models():
        if model.__module__.startswith("knotwork.") and not model._meta.label_lower.startswith(APART):
            kept[model._meta.label] = sorted(map(repr, model._base_manager.values_list()))
    return kept


@pytest.fixture
def closed(world):
    """Heron has decided to close, and its closing meeting is over."""
    bo = world.people["Bo"]
    sets.enter_stage(world.heron, stage=Stage.CLOSING, by=bo, at=world.at)
    return sets.close(world.heron, by=bo, at=world.at)


def test_who_was_in_it_reads_all_of_it_and_the_facilitator_nothing(world, request):
    bo, amara = Browser(world, "Bo"), Browser(world, "Amara")
    before = {address: bo.ask("GET", address).status_code for address in of_heron(world)}
    facilitated = [address for address in before if amara.ask("GET", address).status_code == 200]

    request.getfixturevalue("closed")

    after = {address: bo.ask("GET", address).status_code for address in before}
    other = {address for address in before if before[address] != after[address]}
    assert [address for address in other if not address.startswith("/invitations/")] == []
    assert list(before.values()).count(200) > 40
    assert len(facilitated) > 20
    still = [address for address in facilitated if amara.ask("GET", address).status_code == 200]
    assert [address for address in still if not address.endswith("/ended/") and str(world.heron.pk) in address] == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.form.__name__)
def test_no_form_changes_a_closed_set(world, undone, place, request):
    with undone():
        base, path = dict(place.base(world)), place.path(world)
        request.getfixturevalue("closed")
        keys = [str(key) for (whose, _what), key in world.ids.items() if whose == "Heron"]
        keys += [str(one.pk) for (whose, _when), one in world.meetings.items() if whose == "Heron"]
        about_the_set = str(world.heron.pk) in path or any(key in path for key in keys)
        Draft.objects.all().delete()
        before = rows(world)

        answer = Browser(world, place.actor).post(path, dict.fromkeys(place.fields, "Words.") | base)

        after = rows(world)
        assert answer.status_code < 500
        changed = [label for label, lines in before.items() if after[label] != lines]
        assert not about_the_set or (changed == []) is (place.form.__name__ not in ONES_OWN), changed


def test_no_letter_leaves_about_a_closed_set(world, closed):
    Letter.objects.all().delete()

    for day in range(1, 40):
        for task in PERIODIC:
            task.run(world.at + day * DAY)

    meetings = {str(one.pk) for (whose, _when), one in world.meetings.items() if whose == "Heron"} | {str(world.heron.pk)}
    about = [letter.kind for letter in Letter.objects.all() if any(key in str(letter.params) for key in meetings)]
    assert about == []


def test_words_taken_back_are_read_by_nobody_and_what_is_private_stays(world, closed):
    reading, own = of_heron(world), Browser(world, "Edo")
    shared = {canary for canary, readers in world.canaries.readers.items() if canary.endswith("-Edo") and len(readers) > 1}
    there = seen(world, Browser(world, "Bo"), reading) & shared
    private = found(world.canaries, all_of(own.ask("POST", "/profile/export/"))) - shared
    assert len(there) > 10

    sets.choose_for_words(world.heron, choice=WordsChoice.TAKE_BACK, by=world.people["Edo"], at=world.at)
    sets.take_back_due(world.at + 8 * DAY)

    assert seen(world, Browser(world, "Bo"), reading) & there == set()
    assert found(world.canaries, all_of(own.ask("POST", "/profile/export/"))) - shared == private


def seen(world, browser, addresses):
    answers = [browser.ask("GET", address) for address in addresses]
    rooms = [browser.ask("GET", f"/meetings/{world.meetings['Heron', 'past'].pk}/room/")]
    return set().union(*(found(world.canaries, all_of(answer)) for answer in (*answers, *rooms)))
