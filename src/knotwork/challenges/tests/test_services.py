from datetime import timedelta

import pytest

from knotwork.challenges import queries, services
from knotwork.challenges.enums import Domain, Help, InterventionKind, Prompt, Status, Why
from knotwork.challenges.models import Brief, Challenge, KeptQuestion, SharedBrief
from knotwork.challenges.tests import factories
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import Refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


def write(challenge, house, at, *, version=0, text="I wrote to the contractor"):
    return services.write_brief(
        challenge,
        answers={Prompt.TRIED: text},
        help_wanted=Help.DECIDE,
        challenge_invited=4,
        version=version,
        by=house.dina,
        at=at,
    )


def fresh(challenge):
    return Challenge.objects.get(pk=challenge.pk)


def test_reframing_keeps_the_earlier_wording_with_its_date_and_the_question_that_moved_it(house, at):
    challenge = factories.challenge(house, at, "The contractor is slow.")

    services.reframe(challenge, headline="I am silent.", moved_by="Who knows already?", by=house.dina, at=at + HOUR)

    told = queries.told(house.dina, fresh(challenge), at + HOUR).framings
    assert [(one.headline, one.moved_by, one.framed_at) for one in told] == [
        ("I am silent.", "Who knows already?", at + HOUR),
        ("The contractor is slow.", "", at),
    ]


def test_the_same_headline_again_is_no_new_framing(house, at):
    challenge = factories.challenge(house, at, "The contractor is slow.")

    services.reframe(challenge, headline=" The contractor is slow. ", by=house.dina, at=at + HOUR)

    assert challenge.framings.count() == 1


def test_a_second_submission_of_one_form_begins_one_challenge(house, at):
    words = {"owner": house.dina, "learning_set": house.learning_set, "headline": "Once", "key": new_id(), "at": at}

    first, second = services.begin(**words), services.begin(**words)

    assert first == second
    assert Challenge.objects.count() == 1


def test_the_key_of_somebody_elses_challenge_begins_nothing(house, at):
    theirs = factories.challenge(house, at)

    with pytest.raises(Refused) as refused:
        services.begin(owner=house.bo, learning_set=house.learning_set, headline="Mine", key=theirs.pk, at=at)

    assert refused.value.why is Why.NOT_YOURS


def test_a_challenge_without_intervention_is_kept_but_cannot_be_bid(house, at):
    challenge = factories.challenge(house, at)
    assert queries.mine(house.dina, house.learning_set) == [challenge]
    assert queries.biddable(house.dina, house.learning_set) == []

    services.tell_intervention(challenge, kind=InterventionKind.PLANNED, what="Call her", by=house.dina, at=at)

    assert queries.biddable(house.dina, house.learning_set) == [challenge]


def test_only_the_owner_changes_a_challenge(house, at):
    challenge = factories.challenge(house, at, shown=True)

    for change in (
        lambda: services.reframe(challenge, headline="Mine now", by=house.bo, at=at),
        lambda: services.show_to_set(challenge, by=house.bo, at=at),
        lambda: services.take_back(challenge, by=house.amara, at=at),
        lambda: services.place(challenge, status=Status.CLOSED, domains=(), by=house.lev, at=at),
        lambda: services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="x", by=house.bo, at=at),
        lambda: services.keep_question(owner=house.bo, challenge=challenge, meeting=None, text="?", at=at),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.why is Why.NOT_YOURS


def test_somebody_who_left_begins_nothing(house, at):
    with pytest.raises(Refused) as refused:
        services.begin(owner=house.goran, learning_set=house.learning_set, headline="Still here", at=at)

    assert refused.value.why is Why.NOT_IN_THIS_SET


def test_placing_says_where_it_stands_and_what_it_touches(house, at):
    challenge = factories.challenge(house, at)

    services.place(challenge, status=Status.RESTING, domains=[Domain.SOCIAL, Domain.PERSONAL], by=house.dina, at=at)

    assert fresh(challenge).status_word is Status.RESTING
    assert fresh(challenge).sides == (Domain.PERSONAL, Domain.SOCIAL)


def test_bringing_a_challenge_shows_it_and_makes_it_alive_once(house, at):
    challenge, meeting = factories.challenge(house, at), factories.meeting(house, at)

    services.bring(challenge, meeting=meeting, by=house.dina, at=at + HOUR)
    services.bring(challenge, meeting=meeting, by=house.dina, at=at + 2 * HOUR)

    stands = fresh(challenge)
    assert (stands.status, stands.shown_to_set, stands.shown_at) == (Status.LIVE, True, at + HOUR)
    assert [one.brought_at for one in stands.bringings.all()] == [at + HOUR]


def test_a_kept_question_may_get_its_words_later(house, at):
    kept = services.keep_question(owner=house.dina, challenge=factories.challenge(house, at), meeting=None, text="", at=at)

    services.word_kept_question(kept, text="Who knows already?", by=house.dina)

    assert [one.text for one in queries.kept_questions(house.dina)] == ["Who knows already?"]


def test_a_brief_written_in_two_windows_overwrites_nothing(house, at):
    challenge = factories.challenge(house, at)
    write(challenge, house, at, text="first window")

    with pytest.raises(Refused) as refused:
        write(challenge, house, at, text="second window")

    assert refused.value.why is Why.CHANGED_ELSEWHERE
    assert Brief.objects.get().answers == {"tried": "first window"}
    assert write(challenge, house, at, version=1, text="both").version == 2


def test_the_same_brief_sent_twice_is_written_once(house, at):
    challenge = factories.challenge(house, at)

    assert write(challenge, house, at) == write(challenge, house, at)
    assert Brief.objects.get().version == 1


def test_sharing_a_brief_is_per_meeting_a_copy_and_revocable(house, at):
    challenge, meeting = factories.challenge(house, at), factories.meeting(house, at)
    write(challenge, house, at, text="CNRY as shared")
    assert queries.shared_briefs(house.bo, meeting) == []

    services.share_brief(challenge, meeting=meeting, by=house.dina, at=at)
    write(challenge, house, at, version=1, text="changed later")
    assert [one.answers["tried"] for one in queries.shared_briefs(house.bo, meeting)] == ["CNRY as shared"]

    services.unshare_brief(challenge, meeting=meeting, by=house.dina, at=at)
    assert SharedBrief.objects.count() == 0


def test_an_unwritten_brief_cannot_be_shared(house, at):
    challenge, meeting = factories.challenge(house, at), factories.meeting(house, at)

    with pytest.raises(Refused) as refused:
        services.share_brief(challenge, meeting=meeting, by=house.dina, at=at)

    assert refused.value.why is Why.NO_BRIEF_YET


def test_leaving_the_host_deletes_what_is_private_and_leaves_what_was_shown(house, at):
    shown, hidden = factories.challenge(house, at, "Shown", shown=True), factories.challenge(house, at, "Hidden")
    write(shown, house, at)
    services.keep_question(owner=house.dina, challenge=shown, meeting=None, text="Why?", at=at)
    assert queries.export_of(house.dina)["challenges"][0]["framings"][0]["headline"] in {"Shown", "Hidden"}

    services.depart(house.dina, at=at)

    assert list(Challenge.objects.all()) == [shown]
    assert hidden.pk not in Challenge.objects.values_list("pk", flat=True)
    assert (Brief.objects.count(), KeptQuestion.objects.count()) == (0, 0)


def test_hostile_strings_come_back_as_they_were_written(house, at):
    challenge = factories.challenge(house, at)
    strings = factories.naughty()

    for text in strings:
        services.tell_intervention(challenge, kind=InterventionKind.TRIED, what=text, by=house.dina, at=at)
        services.keep_question(owner=house.dina, challenge=challenge, meeting=None, text=text, at=at)

    assert len(strings) == 30
    assert {one.what for one in challenge.interventions.all()} == {text.strip() for text in strings}
    assert {one.text for one in queries.kept_questions(house.dina)} == {text.strip() for text in strings}
