"""What ships must let a first-time steward hold a meeting."""

import re

import pytest

from knotwork.protocols import queries
from knotwork.protocols.fit import presenters_meant
from knotwork.protocols.shape import Kind, Protocol, Role, Rule

EACH = pytest.mark.parametrize("protocol", queries.shipped(), ids=lambda protocol: protocol.key)
NEVER = re.compile(r"\b(team|case|client|coach|solution|task|score|user)s?\b", re.IGNORECASE)


def test_thirteen_protocols_ship() -> None:
    assert [(protocol.key, protocol.minutes, presenters_meant(protocol)) for protocol in queries.shipped()] == [
        ("first-meeting", 90, 0),
        ("classic", 210, 3),
        ("classic-short", 90, 2),
        ("self-managed", 210, 3),
        ("virtual-short", 90, 2),
        ("triads", 105, 3),
        ("reflecting-team", 105, 2),
        ("helpers-turn", 60, 3),
        ("short-round", 30, 1),
        ("question-burst", 30, 1),
        ("review", 90, 0),
        ("repair", 90, 0),
        ("closing", 150, 0),
    ]


@EACH
def test_minutes_add_up(protocol: Protocol) -> None:
    slot = sum(phase.minutes for phase in protocol.of_presenter)

    assert sum(phase.minutes for phase in protocol.shared) + slot * presenters_meant(protocol) == protocol.minutes


@EACH
def test_every_phase_tells_the_steward_what_to_read_and_everybody_what_to_do(protocol: Protocol) -> None:
    for phase in protocol.phases:
        assert phase.steward_lines
        assert {Role.MEMBER, Role.STEWARD} <= set(phase.prompts)
        assert not phase.per_presenter or Role.PRESENTER in phase.prompts
        assert phase.rule is Rule.REST or phase.floor


@EACH
def test_texts_use_the_words_of_the_field(protocol: Protocol) -> None:
    for phase in protocol.phases:
        for text in (phase.label, *phase.prompts.values(), *phase.steward_lines):
            assert not NEVER.search(text), text


def test_the_first_meeting_asks_for_consent_and_ends_with_one_word() -> None:
    phases = queries.shipped_by_key("first-meeting").phases

    assert [phase.key for phase in phases if phase.consent] == ["contracting"]
    assert [(item.key, item.scale) for item in phases[-1].review] == [("word", False)]


def test_in_a_repair_nothing_is_written_down() -> None:
    phases = queries.shipped_by_key("repair").phases

    assert [(phase.key, phase.capture, phase.review) for phase in phases if phase.capture or phase.review] == []


def test_the_classic_meeting_has_bids_offers_on_request_and_a_protected_learning_round() -> None:
    phases = {phase.key: phase for phase in queries.shipped_by_key("classic").phases}

    assert Kind.BID in phases["agreement-and-bids"].capture
    assert phases["offers"].asks_presenter
    assert phases["learning"].protected == 8
    assert [item.scale for item in phases["process-review"].review] == [True, True, False]
