from datetime import timedelta

import pytest

from knotwork.challenges.tests import factories
from knotwork.reflections import queries, services
from knotwork.reflections.enums import Audience, Level

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def note(house, at, text="CNRY", audience=Audience.ME):
    return services.note(
        author=house.dina, learning_set=house.learning_set, level=Level.SELF, text=text, audience=audience, at=at
    )


def test_nobody_is_answered_anothers_log_or_private_note(house, at):
    entry, kept = services.write_entry(author=house.dina, title="", text="CNRY", at=at), note(house, at)
    assert queries.entry_for(house.dina, entry.pk).text == "CNRY"
    assert queries.found_entries(house.dina, "cnry") == [entry]

    for somebody in house.others():
        assert queries.entries(somebody) == queries.found_entries(somebody, "cnry") == []
        assert queries.entry_for(somebody, entry.pk) is None
        assert queries.load_entry(somebody, {"entry_id": entry.pk}, at) is None
        assert queries.load_note(somebody, {"note_id": kept.pk}, at) is None
        assert queries.notes_of_set(somebody, house.learning_set, at) == []
        assert "CNRY" not in str(queries.export_of(somebody))


def test_shared_notes_are_read_by_the_set_and_its_facilitator_in_term_only(house, at):
    shared = note(house, at, audience=Audience.SET)

    assert queries.notes_of_set(house.bo, house.learning_set) == [shared]
    assert queries.notes_of_set(house.amara, house.learning_set, at) == [shared]
    assert queries.notes_of_set(house.amara, house.learning_set) == []
    assert [queries.notes_of_set(somebody, house.learning_set, at) for somebody in house.outsiders()] == [[]] * 4


def test_a_newcomer_reads_a_note_from_before_joining_once_its_author_shares_it_again(house, at):
    shared = note(house, at, audience=Audience.SET)
    farah = factories.newcomer(house, at + DAY)
    assert queries.notes_of_set(farah, house.learning_set) == []

    services.unshare(shared, by=house.dina, at=at + 2 * DAY)
    services.share(shared, by=house.dina, at=at + 2 * DAY)

    assert queries.notes_of_set(farah, house.learning_set) == [shared]


@pytest.mark.parametrize("how_many", [1, 3])
def test_lists_take_the_same_few_queries_for_one_and_for_three(house, at, how_many, django_assert_num_queries):
    for number in range(how_many):
        note(house, at, f"Number {number}", Audience.SET)
        services.write_entry(author=house.dina, title="", text=f"Number {number}", at=at)

    with django_assert_num_queries(1):
        assert len([one.text for one in queries.own_notes(house.dina)]) == how_many
    with django_assert_num_queries(2):
        assert len([one.author.name for one in queries.notes_of_set(house.bo, house.learning_set)]) == how_many
    with django_assert_num_queries(1):
        assert len(queries.found_entries(house.dina, "number")) == how_many
