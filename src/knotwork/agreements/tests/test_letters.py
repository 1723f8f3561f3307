"""Letters about proposals: one when it is put, one before its time is over, and none to who muted or answered."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from knotwork.agreements import emails, queries, rules, services, tasks
from knotwork.agreements.enums import Answer, Rule, Silence, Starts, Weight
from knotwork.agreements.models import Mute
from knotwork.people.enums import Asking
from knotwork.platform.mail import kinds
from knotwork.platform.mail.models import Letter
from knotwork.sets import services as sets
from knotwork.sets.tests import factories

db = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CONSENTS = {"silence": Silence.CONSENTS.value}
KEEPS = {"silence": Silence.KEEPS_THE_OLD.value}


@pytest.fixture
def house(at):
    """Heron with Bo, Chen and Dina, and a proposal of Bo's that has seven days."""
    bo, chen, dina = (factories.person(name, at) for name in ("Bo", "Chen", "Dina"))
    heron = factories.heron(bo, at)
    for person in (chen, dina):
        factories.add(heron, person, bo, at)
    version = services.propose(heron, kind=Rule.SILENCE, body=CONSENTS, reason="CNRY-why", by=bo, at=at)
    return heron, bo, chen, dina, services.answer(version, revision=1, answer=Answer.AGREE, by=bo, at=at)


def whom(kind, at, **params):
    """To whom letters of a kind would go at this moment, by name."""
    of_kind = kinds.kind_of(kind)
    waiting = [each for each in Letter.objects.filter(kind=kind, state="waiting") if each.not_before <= at]
    sent = [each for each in waiting if of_kind.may_be_sent(each.params, each.recipient, at)]
    return sorted(each.address.partition("@")[0] for each in sent if params.items() <= each.params.items())


def recall(since, until):
    while since <= until:
        tasks.recall_what_waits(since)
        since += HOUR / 2


@db
def test_everybody_but_who_proposed_is_told_after_half_an_hour(house, at):
    assert whom(emails.PROPOSED, at) == []

    assert whom(emails.PROPOSED, at + HOUR) == ["chen", "dina"]


@db
def test_who_has_answered_by_then_is_not_asked(house, at):
    _heron, _bo, chen, _dina, version = house

    services.answer(version, revision=1, answer=Answer.CAN_LIVE_WITH, by=chen, at=at)

    assert whom(emails.PROPOSED, at + HOUR) == ["dina"]


@db
def test_no_letter_leaves_about_what_was_taken_back(house, at):
    *_cast, version = house
    services.withdraw(version, by=house[1], at=at)

    assert whom(emails.PROPOSED, at + HOUR) == []


@db
def test_an_amendment_asks_anew_and_drops_what_waited(house, at):
    _heron, _bo, chen, _dina, version = house
    services.answer(version, revision=1, answer=Answer.OBJECT, words="No.", by=chen, at=at)

    services.amend(version, body=KEEPS, starts=Starts.AT_ONCE, seen=1, by=chen, at=at + 2 * HOUR)

    assert whom(emails.PROPOSED, at + 3 * HOUR) == ["bo", "dina"]
    assert whom(emails.PROPOSED, at + 3 * HOUR, revision=1) == []


@db
def test_who_has_not_answered_is_asked_once_more_and_only_once(house, at):
    _heron, _bo, _chen, dina, version = house
    services.answer(version, revision=1, answer=Answer.AGREE, by=dina, at=at)

    recall(at, version.answer_by - 48 * HOUR - HOUR / 2)
    early = Letter.objects.filter(kind=emails.NEARLY_OVER).count()
    recall(version.answer_by - 48 * HOUR, version.answer_by - 24 * HOUR)

    assert early == 0
    assert Letter.objects.filter(kind=emails.NEARLY_OVER).count() == 1
    assert whom(emails.NEARLY_OVER, version.answer_by - 24 * HOUR) == ["chen"]
    assert whom(emails.NEARLY_OVER, version.answer_by) == []


@db
@pytest.mark.parametrize("is_whole", [True, False])
def test_mute_means_mute(house, at, is_whole):
    heron, _bo, chen, dina, version = house

    services.mute(heron, version=None if is_whole else version, by=chen, at=at)
    services.mute(heron, version=None if is_whole else version, by=chen, at=at)
    recall(version.answer_by - 48 * HOUR, version.answer_by - 24 * HOUR)

    assert Mute.objects.count() == 1
    assert whom(emails.PROPOSED, at + HOUR) == ["dina"]
    assert whom(emails.NEARLY_OVER, version.answer_by - 24 * HOUR) == ["dina"]
    assert queries.waiting_for(chen, [heron]) == []
    assert queries.waiting_for(dina, [heron]) == [version]


@db
def test_a_mute_of_one_proposal_is_no_mute_of_the_next(house, at):
    heron, bo, chen, _dina, version = house
    services.mute(heron, version=version, by=chen, at=at)
    services.withdraw(version, by=bo, at=at)

    services.propose(heron, kind=Rule.SILENCE, body=CONSENTS, reason="Again.", by=bo, at=at + HOUR)

    assert whom(emails.PROPOSED, at + 2 * HOUR) == ["chen", "dina"]


@db
def test_whoever_hears_again_is_asked_again(house, at):
    heron, _bo, chen, _dina, version = house
    services.mute(heron, by=chen, at=at)

    services.unmute(heron, by=chen, at=at)

    assert queries.waiting_for(chen, [heron]) == [version]
    assert whom(emails.PROPOSED, at + HOUR) == ["chen", "dina"]


@db
@pytest.mark.parametrize(("asking", "first", "second"), [(Asking.NONE, 0, 0), (Asking.FIRST, 1, 0), (Asking.BOTH, 1, 1)])
def test_each_gets_the_letters_they_chose(house, at, asking, first, second):
    _heron, _bo, chen, _dina, version = house
    recall(version.answer_by - 48 * HOUR, version.answer_by - 24 * HOUR)
    chen.asking = asking
    chen.save(update_fields=["asking"])

    assert whom(emails.PROPOSED, at + HOUR).count("chen") == first
    assert whom(emails.NEARLY_OVER, version.answer_by - 24 * HOUR).count("chen") == second


@db
@pytest.mark.parametrize("how", ["leaves", "pauses", "puts_away"])
def test_who_left_or_pauses_or_whose_set_rests_gets_none(house, at, how):
    heron, _bo, chen, dina, version = house
    services.answer(version, revision=1, answer=Answer.AGREE, by=dina, at=at)
    recall(version.answer_by - 48 * HOUR, version.answer_by - 24 * HOUR)
    if how == "leaves":
        sets.leave(heron, by=chen, at=at)
    elif how == "pauses":
        sets.pause(heron, by=chen, at=at)
    else:
        sets.archive(heron, by=dina, at=at)

    assert whom(emails.PROPOSED, at + HOUR) == []
    assert whom(emails.NEARLY_OVER, version.answer_by - 24 * HOUR) == []


@db
def test_a_text_written_together_is_told_by_its_first_answer(house, at):
    heron, bo, chen, _dina, _version = house
    draft = services.begin_draft(heron, by=bo, at=at)
    draft = services.add_clause(draft, text="We begin on time.", by=bo, at=at)
    agreement = {"version": str(draft.pk)}
    before = whom(emails.PROPOSED, at + HOUR, **agreement)

    services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=bo, at=at)
    services.answer(draft, revision=draft.revision, answer=Answer.AGREE, by=chen, at=at)

    assert before == []
    assert whom(emails.PROPOSED, at + HOUR, **agreement) == ["dina"]


@db
def test_the_link_in_a_letter_switches_them_off(house, at):
    _heron, _bo, chen, *_rest = house

    kinds.kind_of(emails.PROPOSED).switch_off(chen.pk, at)

    chen.refresh_from_db()
    assert chen.asking == Asking.NONE


@db
def test_a_member_mutes_on_the_page_and_nobody_else_sees_it(house, opened_by):
    heron, _bo, chen, dina, version = house
    page = reverse("agreements:rule", args=[heron.pk, Rule.SILENCE])
    own, other = opened_by(chen), opened_by(dina)

    own.post(reverse("agreements:rule_letters", args=[heron.pk, Rule.SILENCE]), {"wish": "mute"})
    muted = own.get(page).content.decode()
    own.post(reverse("agreements:letters", args=[heron.pk]), {"wish": "mute"})

    assert queries.mutes(chen, heron).proposals == {version.pk}
    assert "You have muted this proposal" in muted
    assert "You have muted all" in own.get(reverse("agreements:rules", args=[heron.pk])).content.decode()
    assert "You have muted" not in other.get(page).content.decode()


@given(
    until=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 – the strategy adds UTC
    zone=st.sampled_from(["Pacific/Apia", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
    weight=st.sampled_from([Weight.WORKING, Weight.FOUNDATION]),
)
def test_the_second_letter_is_due_48_to_25_hours_before(until, zone, weight):
    due_at = rules.nearly_over_at(weight, until, ZoneInfo(zone))

    assert 25 * HOUR <= until - due_at <= 48 * HOUR
    assert due_at - (until - rules.TIME_TO_ANSWER[weight]) >= 20 * HOUR


def test_the_second_letter_comes_at_nine_on_the_own_clock():
    until = datetime(2027, 3, 29, 20, tzinfo=UTC)

    due = [rules.nearly_over_at(Weight.FOUNDATION, until, ZoneInfo(zone)) for zone in ("Europe/London", "America/New_York")]

    assert due == [datetime(2027, 3, 28, 8, tzinfo=UTC), datetime(2027, 3, 28, 13, tzinfo=UTC)]
