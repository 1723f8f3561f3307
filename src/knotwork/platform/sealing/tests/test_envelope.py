from uuid import UUID

import pytest

from knotwork.platform.sealing.envelope import Key, Unopenable, key_id, open_, seal

KEY = Key(UUID("00112233-4455-6677-8899-aabbccddeeff"), bytes(range(32)))
BOUND = b"sets_learningset|00000000-0000-4000-8000-00000000000a|name|00112233-4455-6677-8899-aabbccddeeff"
FROZEN = bytes.fromhex(
    "0100112233445566778899aabbccddeeff"
    "000102030405060708090a0b"
    "0f67a474abc5209b1e61e0e3d09d5804f0f6f455991f7f15564791ed784973d775750715b8d7fde30be67af6ff19b86fff"
)


def test_an_envelope_of_the_first_version_opens_for_ever():
    assert open_(FROZEN, KEY, BOUND) == "Heron – what is said in the set"


def test_two_envelopes_of_the_same_words_differ():
    first, second = (seal("Heron", KEY, BOUND) for _ in range(2))

    assert first[:17] == second[:17]
    assert first[17:29] != second[17:29]
    assert first[29:] != second[29:]


def test_nonces_do_not_repeat():
    nonces = {seal("", KEY, BOUND)[17:29] for _ in range(20_000)}

    assert len(nonces) == 20_000


def opened(sealed):
    return open_(sealed, KEY, BOUND) if key_id(sealed) == KEY.id else open_(sealed, Key(key_id(sealed), KEY.secret), BOUND)


@pytest.mark.parametrize("place", range(0, 60, 3))
def test_every_altered_byte_is_noticed(place):
    altered = bytearray(seal("Heron – what is said", KEY, BOUND))
    altered[place % len(altered)] ^= 0x80

    with pytest.raises(Unopenable):
        opened(bytes(altered))


@pytest.mark.parametrize("length", [0, 1, 16, 28, 44])
def test_a_part_of_an_envelope_is_none(length):
    whole = seal("", KEY, BOUND)

    with pytest.raises(Unopenable):
        key_id(whole[:length])


def test_another_place_or_another_key_does_not_open_it():
    sealed = seal("Heron", KEY, BOUND)

    with pytest.raises(Unopenable):
        open_(sealed, KEY, BOUND + b"x")
    with pytest.raises(Unopenable):
        open_(sealed, Key(KEY.id, bytes(32)), BOUND)
