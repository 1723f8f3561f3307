from datetime import timedelta

import pytest

from knotwork.challenges.tests import factories
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused
from knotwork.reflections import queries, services
from knotwork.reflections.enums import Audience, Level, Why
from knotwork.reflections.models import LearningNote, LogEntry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def note(house, at, text="I wait for permission", audience=Audience.ME, **more):
    words = {"author": house.dina, "learning_set": house.learning_set, "level": Level.SELF}
    return services.note(**{**words, **more}, text=text, audience=audience, at=at)


def key_that_sealed(kept):
    return LearningNote.objects.get(pk=kept.pk).__dict__["text"].sealed[1:17]


def test_a_note_tagged_self_stays_own_and_only_the_shared_one_shows_in_the_set(house, at):
    mine, shared = note(house, at), note(house, at, "We rush", Audience.SET, level=Level.SET)

    assert set(queries.own_notes(house.dina)) == {mine, shared}
    assert queries.notes_of_set(house.bo, house.learning_set) == [shared]


def test_sharing_seals_the_words_with_the_key_of_the_set_and_back(house, at):
    kept = note(house, at)
    own_key = key_that_sealed(kept)

    services.share(kept, by=house.dina, at=at)
    shared_key = key_that_sealed(kept)
    services.unshare(kept, by=house.dina, at=at)

    assert shared_key != own_key
    assert key_that_sealed(kept) == own_key
    assert LearningNote.objects.get().text == "I wait for permission"


def test_somebody_who_left_notes_nothing_in_the_set_and_shares_nothing(house, at):
    with pytest.raises(Refused) as refused:
        note(house, at, author=house.goran)

    assert refused.value.why is Why.NOT_IN_THIS_SET


def test_only_the_author_changes_shares_or_deletes_a_note(house, at):
    kept = note(house, at, audience=Audience.SET)

    for change in (
        lambda: services.share(kept, by=house.bo, at=at),
        lambda: services.unshare(kept, by=house.amara, at=at),
        lambda: services.change_note(kept, level=Level.SET, text="Theirs", by=house.bo),
        lambda: services.delete_note(kept, by=house.lev, at=at),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.why is Why.NOT_YOURS


def test_a_second_submission_notes_once_and_writes_once(house, at):
    key = new_id()

    assert note(house, at, key=key) == note(house, at, key=key)
    written = {services.write_entry(author=house.dina, title="A", text="", key=key, at=at).pk for _ in range(2)}
    assert (LearningNote.objects.count(), written) == (1, {key})


def test_an_entry_written_in_two_windows_overwrites_nothing(house, at):
    entry = services.write_entry(author=house.dina, title="", text="first", at=at)
    services.change_entry(entry, title="", text="second", version=1, by=house.dina, at=at + DAY)

    with pytest.raises(Refused) as refused:
        services.change_entry(entry, title="", text="third", version=1, by=house.dina, at=at + DAY)

    stands = LogEntry.objects.get()
    assert refused.value.why is Why.CHANGED_ELSEWHERE
    assert (stands.text, stands.version, stands.changed_at) == ("second", 2, at + DAY)


def test_only_the_author_changes_or_deletes_an_entry(house, at):
    entry = services.write_entry(author=house.dina, title="", text="mine", at=at)

    for change in (
        lambda: services.change_entry(entry, title="", text="x", version=1, by=house.lev, at=at),
        lambda: services.delete_entry(entry, by=house.amara),
        lambda: services.write_entry(author=house.bo, title="", text="x", key=entry.pk, at=at),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.why is Why.NOT_YOURS


def test_leaving_the_host_deletes_log_and_private_notes_and_leaves_shared_ones(house, at):
    note(house, at)
    shared = note(house, at, "We rush", Audience.SET)
    services.write_entry(author=house.dina, title="", text="mine", at=at)
    assert queries.export_of(house.dina)["log"][0]["text"] == "mine"

    services.depart(house.dina, at=at)

    assert list(LearningNote.objects.all()) == [shared]
    assert LogEntry.objects.count() == 0


def test_hostile_strings_come_back_as_they_were_written(house, at):
    strings = factories.naughty()

    for text in strings:
        note(house, at, text, Audience.SET)
        services.write_entry(author=house.dina, title=text, text=text, at=at)

    assert {one.text for one in queries.notes_of_set(house.bo, house.learning_set)} == {text.strip() for text in strings}
    assert {(one.title, one.text) for one in queries.entries(house.dina)} == {(text, text) for text in strings}
