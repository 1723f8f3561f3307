"""What becomes of a member's words when the set closes."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from knotwork.platform.kit.refusals import Refused
from knotwork.sets import queries, services, withdrawing
from knotwork.sets.enums import Stage, WordsChoice
from knotwork.sets.models import Membership
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def circle(at: datetime):
    """Heron, which has decided to close, and its people."""
    learning_set, people = factories.full_heron(at)
    for stage in (Stage.CONTRACTING, Stage.CLOSING):
        services.enter_stage(learning_set, stage=stage, by=people["Bo"], at=at)
    return services.locked(learning_set), people


@pytest.fixture
def let_go(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose words the apps above were asked to let go of."""
    names: list[str] = []
    monkeypatch.setattr(withdrawing, "_steps", [lambda person, _set, _at: names.append(person.name)])
    return names


def said(circle, name: str) -> str:
    learning_set, people = circle
    return Membership.objects.get(learning_set=learning_set, person=people[name]).commitment


def test_words_taken_back_are_erased_a_week_later_once_the_set_is_closed(circle, let_go, at: datetime) -> None:
    learning_set, people = circle
    services.choose_for_words(learning_set, choice=WordsChoice.TAKE_BACK, by=people["Edo"], at=at)
    services.take_back_due(at + 2 * WEEK)
    assert (said(circle, "Edo"), let_go) == ("I, Edo, will be there.", [])

    services.close(learning_set, by=people["Bo"], at=at)
    services.take_back_due(at + WEEK - timedelta(seconds=1))
    assert let_go == []
    assert services.take_back_due(at + WEEK) == 1

    assert (said(circle, "Edo"), said(circle, "Dina"), let_go) == ("", "I, Dina, will be there.", ["Edo"])
    assert services.take_back_due(at + 2 * WEEK) == 0


def test_who_thinks_again_within_the_week_keeps_their_words_here(circle, let_go, at: datetime) -> None:
    learning_set, people = circle
    services.close(learning_set, by=people["Bo"], at=at)
    services.choose_for_words(learning_set, choice=WordsChoice.TAKE_BACK, by=people["Edo"], at=at)

    services.choose_for_words(learning_set, choice=WordsChoice.KEEP, by=people["Edo"], at=at + timedelta(days=6))
    services.take_back_due(at + 3 * WEEK)

    assert (said(circle, "Edo"), let_go) == ("I, Edo, will be there.", [])


def test_erased_words_cannot_be_chosen_for_again(circle, let_go, at: datetime) -> None:
    learning_set, people = circle
    services.close(learning_set, by=people["Bo"], at=at)
    services.choose_for_words(learning_set, choice=WordsChoice.TAKE_BACK, by=people["Edo"], at=at)
    services.take_back_due(at + WEEK)

    with pytest.raises(Refused, match="words_are_gone"):
        services.choose_for_words(learning_set, choice=WordsChoice.KEEP, by=people["Edo"], at=at + WEEK)


def test_nobody_chooses_while_the_set_goes_on(at: datetime) -> None:
    learning_set, people = factories.full_heron(at)

    with pytest.raises(Refused, match="set_goes_on"):
        services.choose_for_words(learning_set, choice=WordsChoice.TAKE_BACK, by=people["Edo"], at=at)


def test_a_set_that_thinks_again_forgets_what_was_chosen(circle, let_go, at: datetime) -> None:
    learning_set, people = circle
    services.choose_for_words(learning_set, choice=WordsChoice.TAKE_BACK, by=people["Edo"], at=at)

    services.enter_stage(learning_set, stage=Stage.WORKING, by=people["Bo"], at=at)

    assert queries.choice_of_words(people["Edo"], learning_set) is None


def test_a_closed_set_has_no_facilitator_and_no_open_invitation(circle, at: datetime) -> None:
    learning_set, people = circle
    amara = factories.person("Amara", at)
    factories.facilitate(learning_set, amara, people["Bo"], at)
    services.invite(learning_set, by=people["Bo"], at=at)

    services.close(learning_set, by=people["Bo"], at=at + timedelta(hours=1))

    later = at + timedelta(hours=2)
    assert queries.running_term(learning_set, later) is None
    assert queries.invitations(learning_set, later) == []
    with pytest.raises(Refused, match="set_is_closed"):
        services.unarchive(learning_set, by=people["Bo"], at=later)


def test_who_leaves_the_host_takes_back_at_once_what_was_to_be_taken_back(circle, let_go, at: datetime) -> None:
    learning_set, people = circle
    services.close(learning_set, by=people["Bo"], at=at)
    services.choose_for_words(learning_set, choice=WordsChoice.TAKE_BACK, by=people["Edo"], at=at)

    services.depart(people["Edo"], at=at + timedelta(days=1))

    assert let_go == ["Edo"]
    assert queries.choice_of_words(people["Edo"], learning_set) is None


def test_a_closed_set_is_begun_again_as_a_new_one_by_whoever_was_in_it_alone(circle, client, at: datetime) -> None:
    learning_set, people = circle
    start = f"{reverse('sets:start')}?again={learning_set.pk}"
    client.force_login(people["Edo"])
    assert 'value="Heron"' not in client.get(start).content.decode()

    services.close(learning_set, by=people["Bo"], at=at)

    assert 'value="Heron"' in client.get(start).content.decode()
    assert start in client.get(reverse("sets:words", args=[learning_set.pk])).content.decode()
    client.force_login(factories.person("Mara", at))
    assert 'value="Heron"' not in client.get(start).content.decode()
    assert client.get(f"{reverse('sets:start')}?again=nothing").status_code == 200
