"""Shapes as files: what goes out comes in the same, and what cannot come in is told with every place."""

import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knotwork.protocols import files, queries, shape
from knotwork.protocols.shape import Phase, Protocol, Role, Rule

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs"]), min_size=1, max_size=80).filter(str.strip)


@st.composite
def protocols(draw) -> Protocol:
    minutes = draw(st.lists(st.integers(1, 90), min_size=1, max_size=12))
    phases = tuple(
        Phase(f"p-{index}", draw(WORDS), length, tuple(draw(st.sets(st.sampled_from(Role)))), draw(st.sampled_from(Rule)))
        for index, length in enumerate(minutes)
    )
    return Protocol("own", 1, "", draw(WORDS), draw(WORDS), sum(minutes), phases)


@settings(max_examples=60, deadline=None)
@given(protocols())
def test_what_goes_out_comes_in_the_same(protocol: Protocol) -> None:
    assert files.read(files.write(protocol).encode()) == protocol


@pytest.mark.parametrize("protocol", queries.shipped(), ids=lambda protocol: protocol.key)
def test_what_ships_goes_out_and_in(protocol: Protocol) -> None:
    assert files.read(files.write(protocol).encode()).phases == protocol.phases


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"\xff\xfe{}", "file: is not text in UTF-8"),
        (b"{", "file: is not JSON; line 1, column 2"),
        (b"[]", "file: must hold one shape"),
        (b"[" * 100_000, "file: is nested too deeply"),
        (b'{"a": 1, "a": 2}', "file: a is given twice in one mapping"),
        (b'{"minutes": NaN}', "file: NaN is no number"),
        (b" " * (files.LARGEST_BYTES + 1), "file: 200001 bytes are more"),
        (b'{"minutes": ' + b"9" * 5000 + b"}", "file: Exceeds"),
    ],
)
def test_what_is_no_shape_is_refused_with_a_reason(file: bytes, said: str) -> None:
    with pytest.raises(files.Unreadable) as unreadable:
        files.read(file)

    assert unreadable.value.faults[0].startswith(said)


def test_a_file_of_names_alone_holds_nobody_up() -> None:
    names = ",".join(f'"{number:x}":1' for number in range(18_000))
    begun = process_time()

    with pytest.raises(files.Unreadable, match="0 is given twice"):
        files.read(f'{{{names},"0":1}}'.encode())

    assert process_time() - begun < 2


def test_every_fault_is_told_with_its_place() -> None:
    told = shape.to_dict(queries.shipped_by_key("classic"))
    told["label"] = "x" * 121
    told["colour"] = "red"
    told["phases"][1]["rule"] = "shout"
    told["phases"][2]["minutes"] = 0
    told["phases"][2]["label"] = "turned\u202e round"
    del told["phases"][3]["key"]

    with pytest.raises(files.Unreadable) as unreadable:
        files.read(json.dumps(told).encode())

    assert sorted(fault.split(":")[0] for fault in unreadable.value.faults) == [
        "phases[1].rule", "phases[2].label", "phases[2].minutes", "phases[3].key", "protocol.colour", "protocol.label",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["phases", "key", "label", "minutes", "rule", "prompts", "floor", "version", "x"]), inner
            )
        ),
        max_leaves=20,
    )
)
def test_nothing_that_is_json_breaks_the_reader(value: object) -> None:
    with pytest.raises(files.Unreadable):
        files.read(json.dumps(value).encode())
