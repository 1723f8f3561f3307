import pytest

from knotwork.platform.sealing import envelope, guard, keyring, masterkey, rotation
from knotwork.platform.sealing.keyring import Holder
from knotwork.platform.sealing.masterkey import KeyFault
from knotwork.platform.sealing.models import MasterKeyMark, WrappedKey
from knotwork.platform.sealing.tests.conftest import HERON

pytestmark = pytest.mark.django_db


@pytest.fixture
def heron(key_file, make_set, monkeypatch):
    """A set under a claimed key, and few keys to a step."""
    monkeypatch.setattr(rotation, "_STEP", 2)
    guard.claim(key_file)
    for number in range(4):
        keyring.key_for(Holder("person", HERON.id.__class__(int=number + 1)))
    return make_set("Heron")


def masters():
    return {envelope.key_id(bytes(row.wrapped)) for row in WrappedKey.objects.all()}


def name(heron):
    keyring.forget()
    return type(heron).objects.get().name


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(heron, key_file):
    old = masterkey.read(key_file)

    kept = rotation.rotate_master(key_file)

    new = masterkey.read(key_file)
    assert new != old
    assert masters() == {new.id}
    assert name(heron) == "Heron"
    assert masterkey.read(kept) == old
    guard.claim(key_file)
    with pytest.raises(KeyFault):
        guard.check(kept, MasterKeyMark.objects.get().fingerprint)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_an_interrupted_change_reads_on_and_is_finished_by_the_next(heron, key_file, monkeypatch, steps):
    real, taken = rotation._rewrap_some, []

    def stops(old, new):
        if len(taken) == steps:
            raise KeyboardInterrupt
        taken.append(1)
        return real(old, new)

    monkeypatch.setattr(rotation, "_rewrap_some", stops)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate_master(key_file)
    in_between = name(heron)
    monkeypatch.setattr(rotation, "_rewrap_some", real)

    rotation.rotate_master(key_file)

    assert in_between == "Heron"
    assert masters() == {masterkey.read(key_file).id}
    assert name(heron) == "Heron"
    assert not masterkey.next_to(key_file).exists()


def test_a_change_that_stopped_before_the_files_were_exchanged_says_how_to_finish(heron, key_file, monkeypatch):
    def stops(_self, _target):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(key_file), "replace", stops)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate_master(key_file)

    with pytest.raises(KeyFault, match="knotwork rotate-key"):
        guard.claim(key_file)
    rotation.rotate_master(key_file)
    guard.claim(key_file)
    assert name(heron) == "Heron"


def test_a_database_is_claimed_once_and_sealed_data_without_a_mark_is_refused(heron, key_file):
    guard.claim(key_file)
    MasterKeyMark.objects.all().delete()

    with pytest.raises(KeyFault, match="does not say under which key"):
        guard.claim(key_file)


@pytest.mark.parametrize("text", ["", "not hexadecimal", "00" * 31, "00" * 33])
def test_a_file_that_is_no_key_is_refused(tmp_path, text):
    place = tmp_path / "master.key"
    place.write_text(text)

    with pytest.raises(KeyFault):
        masterkey.read(place)


def test_a_key_file_is_never_overwritten(key_file):
    with pytest.raises(KeyFault, match="exists already"):
        masterkey.create(key_file)
