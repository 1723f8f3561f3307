"""Protocols as data: read, written, refused with the place named."""

import copy

import pytest

from knotwork.protocols import queries, shape


@pytest.fixture
def data() -> dict:
    return copy.deepcopy(shape.to_dict(queries.shipped_by_key("classic")))


@pytest.mark.parametrize("protocol", queries.shipped(), ids=lambda protocol: protocol.key)
def test_a_protocol_written_and_read_is_the_same(protocol: shape.Protocol) -> None:
    assert shape.parse(shape.to_dict(protocol)) == protocol


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("label",), "", "protocol.label: must be text"),
        (("minutes",), True, "protocol.minutes: must be a whole number from 1 to 1440"),
        (("version",), 0, "protocol.version: must be a whole number from 1 to 1440"),
        (("colour",), "red", "protocol.colour: not known"),
        (("phases",), [], "protocol.phases: there is none"),
        (("phases",), {}, "protocol.phases: must be a list"),
        (("phases", 2), "progress", "phases[2]: must be a mapping"),
        (("phases", 2, "minutes"), "20", "phases[2].minutes: must be a whole number from 1 to 1440"),
        (("phases", 2, "rule"), "shout", "phases[2].rule: must be one of "),
        (("phases", 2, "capture"), ["progress", "gossip"], "phases[2].capture[1]: must be one of "),
        (("phases", 2, "floor"), "member", "phases[2].floor: must be a list"),
        (("phases", 2, "prompts"), {"guest": "Hello"}, "phases[2].prompts: must be one of "),
        (("phases", 2, "steward_lines"), ["", "x"], "phases[2].steward_lines[0]: must be text"),
        (("phases", 2, "round"), 1, "phases[2].round: must be true or false"),
        (("phases", 2, "key"), "check-in", "phases[2].key: 'check-in' is used twice"),
        (("phases", 2, "asks_presenter"), True, "phases[2].asks_presenter: only a presenter's phase can ask the presenter"),
        (("phases", 11, "protected"), 13, "phases[11].protected: 13 is more than the phase's 12 minutes"),
        (("phases", 11, "skippable"), True, "phases[11].skippable: a protected phase cannot be left out"),
        (("phases", 12, "review"), [{"key": "x", "scale": True}], "phases[12].review[0].label: must be text"),
        (("phases", 0, "per_presenter"), True, "protocol.phases: the presenter's phases must follow one another"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: dict, path: tuple, value: object, said: str) -> None:
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(shape.Malformed) as fault:
        shape.parse(data)

    assert str(fault.value).startswith(said)


def test_presenters_need_a_phase_for_all_before_and_after(data: dict) -> None:
    data["phases"] = [row for row in data["phases"] if row.get("per_presenter")]

    with pytest.raises(shape.Malformed, match="before and after"):
        shape.parse(data)


def test_an_unknown_key_is_no_protocol() -> None:
    with pytest.raises(KeyError):
        queries.shipped_by_key("lecture")
