import pytest

from knotwork.live import services
from knotwork.live.models import Draft
from knotwork.live.tests.factories import opened

pytestmark = pytest.mark.django_db


def kept(table, text, version, place="mood.0."):
    return services.keep(table.meeting, place=place, text=text, version=version, by=table.people["Bo"], at=table.at)


def test_what_is_typed_is_sealed_for_its_writer_alone(at):
    table = opened(at)

    kept(table, "Half a thought", 0)

    draft = Draft.objects.get()
    assert (draft.text, draft.sealed_for().kind, draft.sealed_for().id) == ("Half a thought", "person", table.people["Bo"].pk)


def test_two_tabs_never_overwrite_one_another(at):
    table = opened(at)
    first = kept(table, "From one tab", 0)
    other = kept(table, "From another tab", 0)

    assert (other.conflict, other.text, other.version) == (True, "From one tab", first.version)
    assert Draft.objects.get().text == "From one tab"


def test_typing_on_goes_on(at):
    table = opened(at)
    first = kept(table, "Half", 0)

    second = kept(table, "Half a thought", first.version)

    assert (second.conflict, Draft.objects.get().text) == (False, "Half a thought")


def test_nothing_typed_is_no_draft(at):
    table = opened(at)
    kept(table, "Half", 0)

    kept(table, " ", 0)

    assert Draft.objects.count() == 0


def test_a_draft_of_a_phase_that_passed_is_still_shown_to_its_writer(at):
    table = opened(at)
    kept(table, "Half a thought", 0)
    table.until("agreement-and-bids")

    shown = {
        name: [card.text for part in table.screen(name).parts if part.id == "typed" for card in part.cards]
        for name in ("Bo", "Chen")
    }

    assert shown == {"Bo": ["Half a thought"], "Chen": []}
