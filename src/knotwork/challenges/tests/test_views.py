from datetime import timedelta

import pytest
from django.urls import reverse

from knotwork.challenges import queries, services
from knotwork.challenges.enums import Bond, Help, InterventionKind, Prompt
from knotwork.challenges.models import Brief, Challenge, KeptQuestion
from knotwork.challenges.tests import factories
from knotwork.challenges.views import keeping, record
from knotwork.platform.kit import clock
from knotwork.sets import services as sets

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def at():
    return clock.now() - DAY


@pytest.fixture
def house(at):
    return factories.heron(at)


def see(client, viewer, name, *ids, **query):
    client.force_login(viewer)
    return client.get(reverse(f"challenges:{name}", args=ids), query)


def send(client, viewer, name, *ids, script=False, **words):
    client.force_login(viewer)
    headers = {"X-Autosave": "yes"} if script else {}
    return client.post(reverse(f"challenges:{name}", args=ids), words, headers=headers)


def told(challenge, house, at):
    """Dina's challenge with a canary in everything that can be written about it."""
    services.reframe(challenge, headline="CNRY-headline", moved_by="CNRY-moved", by=house.dina, at=at)
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what="CNRY-tried", by=house.dina, at=at)
    services.keep_question(owner=house.dina, challenge=challenge, meeting=None, text="CNRY-kept", at=at)
    services.write_brief(
        challenge,
        answers={Prompt.MATTERS: "CNRY-brief"},
        help_wanted=Help.EXPLORE,
        challenge_invited=2,
        version=0,
        by=house.dina,
        at=at,
    )
    return challenge


def pages(challenge):
    set_id = challenge.learning_set_id
    own = ("challenge", "framing", "interventions", "standing", "sharing", "brief")
    return [("of_set", set_id), ("new", set_id), ("kept_questions",), *((name, challenge.pk) for name in own)]


def test_a_challenge_begins_with_one_sentence_and_what_was_tried(client, house):
    words = {"headline": "How do I tell the board?", "tried": "A letter", "domains": ["social"], "shown": "no"}

    answer = send(client, house.dina, "new", house.learning_set.pk, **words)

    begun = Challenge.objects.get()
    assert answer.url == reverse("challenges:challenge", args=[begun.pk])
    assert (queries.headline(begun), begun.shown_to_set, begun.domains) == ("How do I tell the board?", False, "social")
    assert [(one.kind, one.what) for one in begun.interventions.all()] == [("tried", "A letter")]


def test_a_headline_of_141_characters_is_kept_in_the_form_and_refused_in_words(client, house):
    answer = send(client, house.dina, "new", house.learning_set.pk, headline="x" * 141, shown="no")

    assert answer.status_code == 422
    assert "There is room for 140 characters here; these are 141." in answer.text
    assert "x" * 141 in answer.text


def test_without_anything_tried_the_page_says_that_it_cannot_be_offered_yet(client, house, at):
    challenge = factories.challenge(house, at)

    assert "To offer it for a turn, add one thing" in see(client, house.dina, "challenge", challenge.pk).text

    send(client, house.dina, "interventions", challenge.pk, kind="planned", what="Call her on Friday")
    assert "To offer it for a turn, add one thing" not in see(client, house.dina, "challenge", challenge.pk).text


def test_the_page_shows_how_the_framing_moved(client, house, at):
    challenge = factories.challenge(house, at, "The contractor is slow.")

    send(client, house.dina, "framing", challenge.pk, headline="I am silent.", moved_by="Who knows already?")

    page = see(client, house.dina, "challenge", challenge.pk).text
    assert page.index("I am silent.") < page.index("Who knows already?") < page.index("The contractor is slow.")


def test_nothing_of_a_private_challenge_is_on_any_page_of_anybody_else(client, house, at):
    challenge = told(factories.challenge(house, at), house, at)
    own = "".join(see(client, house.dina, *page).text for page in pages(challenge))
    assert {f"CNRY-{part}" in own for part in ("headline", "moved", "tried", "kept", "brief")} == {True}

    for somebody in house.others():
        for page in pages(challenge):
            answer = see(client, somebody, *page)
            assert "CNRY" not in answer.text
            assert answer.status_code == 404 or page[0] in {"of_set", "new", "kept_questions"}


def test_a_shown_challenge_still_keeps_brief_and_kept_questions_to_its_owner(client, house, at):
    challenge = services.show_to_set(told(factories.challenge(house, at), house, at), by=house.dina, at=at)

    for somebody in (house.bo, house.amara):
        page = see(client, somebody, "challenge", challenge.pk).text
        assert {part: f"CNRY-{part}" in page for part in ("headline", "moved", "tried", "kept", "brief")} == {
            "headline": True,
            "moved": True,
            "tried": True,
            "kept": False,
            "brief": False,
        }
        assert see(client, somebody, "brief", challenge.pk).status_code == 404
        assert send(client, somebody, "framing", challenge.pk, headline="Not mine").status_code == 404


def test_showing_and_keeping_to_oneself_again(client, house, at):
    challenge = factories.challenge(house, at)

    send(client, house.dina, "sharing", challenge.pk, show="yes")
    assert see(client, house.bo, "challenge", challenge.pk).status_code == 200

    send(client, house.dina, "sharing", challenge.pk, keep="yes")
    assert see(client, house.bo, "challenge", challenge.pk).status_code == 404


def test_standing_and_sides_are_changed_together(client, house, at):
    challenge = factories.challenge(house, at, shown=True)

    send(client, house.dina, "standing", challenge.pk, status="resting", domains=["personal", "social"])

    page = see(client, house.bo, "challenge", challenge.pk).text
    assert "resting" in page
    assert "personal, social." in page


def test_a_brief_is_kept_by_a_script_with_one_line_for_an_answer(client, house, at):
    challenge = factories.challenge(house, at)

    answer = send(client, house.dina, "brief", challenge.pk, script=True, version="0", tried="A letter")

    assert (answer.status_code, answer["X-Autosave"]) == (200, "kept")
    assert 'name="version" value="1"' in answer.text
    assert "<html" not in answer.text
    assert Brief.objects.get().answers == {"tried": "A letter"}


def test_a_brief_changed_in_two_windows_shows_both_and_overwrites_nothing(client, house, at):
    challenge = factories.challenge(house, at)
    send(client, house.dina, "brief", challenge.pk, version="0", tried="words of the first window")

    by_script = send(client, house.dina, "brief", challenge.pk, script=True, version="0", tried="second")
    by_hand = send(client, house.dina, "brief", challenge.pk, version="0", tried="words of the second window")

    assert (by_script.status_code, by_script["X-Autosave"]) == (409, "conflict")
    assert 'name="version" value="0"' in by_script.text
    assert by_hand.status_code == 409
    assert "words of the first window" in by_hand.text
    assert "words of the second window" in by_hand.text
    assert 'name="version" value="1"' in by_hand.text
    assert Brief.objects.get().answers == {"tried": "words of the first window"}


def test_a_brief_is_shared_for_one_meeting_and_taken_back(client, house, at):
    challenge, meeting = told(factories.challenge(house, at), house, at), factories.meeting(house, at)
    where = (challenge.pk, meeting.pk)
    assert see(client, house.bo, "shared_brief", *where).status_code == 404

    send(client, house.dina, "brief_sharing", challenge.pk, meeting=str(meeting.pk), share="yes")
    assert "CNRY-brief" in see(client, house.bo, "shared_brief", *where).text
    assert "Read what Dina prepared" in see(client, house.bo, "of_set", house.learning_set.pk).text
    assert {see(client, somebody, "shared_brief", *where).status_code for somebody in house.outsiders()} == {404}

    send(client, house.dina, "brief_sharing", challenge.pk, meeting=str(meeting.pk), take_back="yes")
    assert see(client, house.bo, "shared_brief", *where).status_code == 404


def test_a_kept_question_gets_words_and_is_deleted_after_asking(client, house, at):
    challenge = factories.challenge(house, at)
    kept = services.keep_question(owner=house.dina, challenge=challenge, meeting=None, text="", at=at)
    assert see(client, house.bo, "kept_question", kept.pk).status_code == 404

    send(client, house.dina, "kept_question", kept.pk, text="Who knows already?")
    assert "Who knows already?" in see(client, house.dina, "kept_questions").text

    assert "Delete this question?" in see(client, house.dina, "kept_question_removal", kept.pk).text
    assert KeptQuestion.objects.count() == 1
    send(client, house.dina, "kept_question_removal", kept.pk)
    assert KeptQuestion.objects.count() == 0


def test_who_left_the_set_still_reads_the_own_challenge_and_changes_nothing(client, house, at):
    challenge = told(factories.challenge(house, at), house, at)
    sets.leave(house.learning_set, by=house.dina, at=at)

    page = see(client, house.dina, "challenge", challenge.pk)
    assert "CNRY-headline" in page.text
    assert "Say it as I see it now" not in page.text
    assert send(client, house.dina, "framing", challenge.pk, headline="Still").status_code in {403, 409}


def test_hostile_words_are_shown_escaped_on_every_page(client, house, at):
    text = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"
    challenge = factories.challenge(house, at, text, shown=True)
    services.tell_intervention(challenge, kind=InterventionKind.TRIED, what=text, by=house.dina, at=at)
    services.keep_question(owner=house.dina, challenge=challenge, meeting=None, text=text, at=at)

    for page in pages(challenge):
        answer = see(client, house.dina, *page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


@pytest.mark.parametrize("text", factories.naughty(8))
def test_a_form_takes_any_words_without_falling_over(client, house, text):
    answer = send(client, house.dina, "new", house.learning_set.pk, headline=text, tried=text, shown="yes")

    assert answer.status_code in {302, 422}
    assert see(client, house.dina, "of_set", house.learning_set.pk).status_code == 200


def test_pages_take_the_same_queries_for_one_and_for_three(house, at):
    def tell(number):
        services.keep_question(owner=house.dina, challenge=first, meeting=None, text="?", at=at)
        what = f"Step {number}"
        services.tell_intervention(first, kind=InterventionKind.TRIED, what=what, by=house.dina, at=at)
        services.reframe(first, headline=f"Wording {number}", by=house.dina, at=at)
        factories.challenge(house, at, f"Another {number}", shown=True)

    def taken():
        found = queries.load_challenge(house.dina, {"challenge_id": first.pk}, at).subject
        return (
            factories.queries_of(record.of_set, house.bo, house.learning_set),
            factories.queries_of(record.challenge, house.dina, found, Bond.OWNER),
            factories.queries_of(keeping.kept_questions, house.dina, None),
        )

    first = factories.challenge(house, at, "First", shown=True)
    tell(1)
    for_one = taken()
    tell(2)
    tell(3)

    assert taken() == for_one
