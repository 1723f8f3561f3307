from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges import queries, rules, services
from knotwork.challenges.enums import Gap, Pane, SheetKind, Side, Why
from knotwork.challenges.models import LensPane
from knotwork.challenges.rules import Force, GridLine, Shift
from knotwork.challenges.tests import factories
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db
DAY, MONTH = timedelta(days=1), timedelta(days=30)
DEADLINE = Force("a", "A deadline in May", Side.DRIVING, 4)
HABIT = Force("b", "Nobody complains", Side.RESTRAINING, 5)


@pytest.fixture
def house(at):
    return factories.heron(at)


def weigh(challenge, house, at, *lines, version=0):
    return services.keep_sheet(challenge, kind=SheetKind.FORCES, lines=lines, version=version, by=house.dina, at=at)


def page_of(client, person, name, challenge, **words):
    client.force_login(person)
    return client.get(reverse(f"challenges:{name}", args=[challenge.pk]), words)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], ()),
        ([GridLine("the clerk", 3, 3, 0)], (Gap.NOBODY_CAN,)),
        ([GridLine("the clerk", 3, 3, 0), GridLine("the mayor", 3, 0, 3)], (Gap.CAN_BUT_DOES_NOT_CARE, Gap.CARES_BUT_CANNOT)),
        ([GridLine("the mayor", 0, 3, 3), GridLine("the clerk", 3, 0, 0)], (Gap.CAN_BUT_DOES_NOT_KNOW,)),
        ([GridLine("the mayor", 2, 2, 1)], ()),
        ([GridLine("the mayor", 0, 0, 0)], (Gap.NOBODY_CAN, Gap.NOBODY_CARES, Gap.NOBODY_KNOWS)),
    ],
)
def test_a_grid_says_who_is_missing(lines, found):
    assert rules.gaps(lines) == found


def test_two_days_of_a_force_field_show_what_moved():
    later = [Force("a", "A deadline in May", Side.DRIVING, 2), Force("c", "A new clerk", Side.DRIVING, 3)]

    assert rules.shifts([DEADLINE, HABIT], later) == (
        Shift("A deadline in May", Side.DRIVING, 4, 2),
        Shift("A new clerk", Side.DRIVING, 0, 3),
        Shift("Nobody complains", Side.RESTRAINING, 5, 0),
    )


def test_one_day_has_one_state_and_another_day_another(house, at):
    challenge = factories.challenge(house, at)

    weigh(challenge, house, at, DEADLINE)
    weigh(challenge, house, at, DEADLINE, HABIT, version=1)
    weigh(challenge, house, at + MONTH, HABIT, version=2)

    kept = queries.sheets_of(house.dina, challenge, SheetKind.FORCES, at + MONTH)
    assert [[line["key"] for line in one.lines] for one in kept] == [["b"], ["a", "b"]]


def test_two_windows_never_overwrite_each_other(house, at):
    challenge = factories.challenge(house, at)
    weigh(challenge, house, at, DEADLINE)

    with pytest.raises(Refused) as refused:
        weigh(challenge, house, at, HABIT)

    assert refused.value.why is Why.CHANGED_ELSEWHERE


@pytest.mark.parametrize(
    "lines",
    [
        [Force("a", "Too strong", Side.DRIVING, 6)],
        [Force("a", "", Side.DRIVING, 3)],
        [Force(str(nth), "One more", Side.DRIVING, 3) for nth in range(31)],
        [GridLine("the clerk", 4, 0, 0)],
    ],
)
def test_what_no_form_sends_is_refused(house, at, lines):
    with pytest.raises(Refused) as refused:
        weigh(factories.challenge(house, at), house, at, *lines)

    assert refused.value.why is Why.SHEET_OUT_OF_BOUNDS


def test_marking_nobody_in_can_shows_a_hint_on_the_page(client, house, at):
    challenge = factories.challenge(house, at)
    client.force_login(house.dina)

    client.post(reverse("challenges:grid", args=[challenge.pk]), {"version": "0", "who_0": "the clerk", "cares_0": "3"})

    page = page_of(client, house.dina, "grid", challenge).content.decode()
    assert "the clerk" in page
    assert "Nobody here can move it. Who could, and is missing?" in page


def test_a_force_keeps_its_key_when_it_is_weighed_again(client, house, at):
    challenge = factories.challenge(house, at)
    weigh(challenge, house, at - MONTH, DEADLINE)
    client.force_login(house.dina)
    words = {"version": "1", "what_0": "A deadline in May", "side_0": "driving", "weight_0": "1", "key_0": "a"}

    client.post(reverse("challenges:forces", args=[challenge.pk]), words)

    page = page_of(client, house.dina, "forces", challenge).content.decode()
    assert "The outline shows" in page
    kept = queries.sheets_of(house.dina, challenge, SheetKind.FORCES, at)
    assert [[line["weight"] for line in one.lines] for one in kept] == [[1], [4]]


def test_a_stale_window_is_told_so_and_keeps_what_was_typed(client, house, at):
    challenge = factories.challenge(house, at)
    weigh(challenge, house, at, DEADLINE)
    client.force_login(house.dina)

    answer = client.post(reverse("challenges:forces", args=[challenge.pk]), {"version": "0", "what_0": "Typed here"})

    assert answer.status_code == 422
    assert "Typed here" in answer.content.decode()


@pytest.mark.parametrize("words", [{}, {"version": "x"}, {"version": "0", "who_0": "a", "knows_0": "9"}, {"who_999": "a"}])
def test_bad_input_is_no_fault_of_the_host(client, house, at, words):
    challenge = factories.challenge(house, at)
    client.force_login(house.dina)

    for name in ("grid", "forces", "lens"):
        assert client.post(reverse(f"challenges:{name}", args=[challenge.pk]), words).status_code in {200, 302, 422}
        assert client.get(reverse(f"challenges:{name}", args=[challenge.pk]), {"on": "x", "then": "x"}).status_code == 200


def test_the_set_reads_the_field_of_a_challenge_that_is_shown_and_cannot_write(client, house, at):
    challenge = factories.challenge(house, at, shown=True)
    weigh(challenge, house, at, HABIT)

    page = page_of(client, house.bo, "forces", challenge).content.decode()

    assert "Nobody complains" in page
    assert "Keep it under today" not in page
    assert client.post(reverse("challenges:forces", args=[challenge.pk]), {"version": "1", "what_0": "x"}).status_code == 403
    assert page_of(client, house.mara, "forces", challenge).status_code == 404


def test_a_newcomer_reads_only_days_since_they_came(house, at):
    challenge = factories.challenge(house, at - DAY, shown=True)
    weigh(challenge, house, at - DAY, HABIT)
    farah = factories.newcomer(house, at)
    services.bring(challenge, meeting=factories.meeting(house, at), by=house.dina, at=at + DAY)

    assert queries.sheets_of(farah, challenge, SheetKind.FORCES, at + DAY) == []

    weigh(challenge, house, at + DAY, DEADLINE, version=1)
    assert len(queries.sheets_of(farah, challenge, SheetKind.FORCES, at + DAY)) == 1


def test_three_panes_are_kept_separately_for_their_owner_alone(client, house, at):
    challenge = factories.challenge(house, at, shown=True)
    client.force_login(house.dina)
    url = reverse("challenges:lens", args=[challenge.pk])

    for pane in Pane:
        client.post(url, {"pane": pane.value, "version": "0", "text": f"CNRY-{pane}"})
    client.post(url, {"pane": "me", "version": "1", "text": "CNRY-changed"})

    kept = queries.panes(house.dina, challenge)
    assert {pane: one.text for pane, one in kept.items()} == {
        Pane.SITUATION: "CNRY-situation",
        Pane.TRIAL: "CNRY-trial",
        Pane.ME: "CNRY-changed",
    }
    assert queries.panes(house.bo, challenge) == {}
    assert page_of(client, house.bo, "lens", challenge).status_code == 404
    services.depart(house.dina, at=at)
    assert LensPane.objects.count() == 0


def test_a_stale_pane_is_not_overwritten(client, house, at):
    challenge = factories.challenge(house, at)
    services.keep_pane(challenge, pane=Pane.ME, text="First", version=0, by=house.dina, at=at)
    client.force_login(house.dina)

    answer = client.post(reverse("challenges:lens", args=[challenge.pk]), {"pane": "me", "version": "0", "text": "Second"})

    assert (answer.status_code, "Second" in answer.content.decode()) == (422, True)
    assert queries.panes(house.dina, challenge)[Pane.ME].text == "First"
