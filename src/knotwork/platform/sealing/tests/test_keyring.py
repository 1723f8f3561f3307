from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from knotwork.platform.sealing import envelope, keyring, masterkey
from knotwork.platform.sealing.envelope import Unopenable
from knotwork.platform.sealing.models import WrappedKey
from knotwork.platform.sealing.tests.conftest import BO, HERON, WEIR


@pytest.mark.django_db
def test_each_holder_has_a_key_of_its_own_and_keeps_it(django_assert_num_queries):
    heron = keyring.key_for(HERON)

    with django_assert_num_queries(0):
        assert keyring.key_for(HERON) == heron
        assert keyring.key_of(heron.id).holder == HERON
    assert keyring.key_for(WEIR) != heron
    assert keyring.key_for(BO) != heron


@pytest.mark.django_db
def test_a_key_is_read_again_after_forgetting():
    heron = keyring.key_for(HERON)

    keyring.forget()

    assert keyring.key_for(HERON) == heron


@pytest.mark.django_db
def test_the_newest_epoch_seals_and_the_old_one_still_opens(key_file):
    old = keyring.key_for(HERON)
    new = envelope.Key(uuid4(), b"\x07" * 32)
    wrapped = keyring.wrap(new, HERON, masterkey.read(key_file))
    WrappedKey.objects.create(id=new.id, holder_kind="set", holder=HERON.id, epoch=2, wrapped=wrapped)
    keyring.forget()

    assert keyring.key_for(HERON) == new
    assert keyring.key_of(old.id).key == old
    assert keyring.key_for(HERON) == new


def test_a_key_made_in_a_transaction_that_was_rolled_back_is_not_used_again(real_database):
    with transaction.atomic():
        lost = keyring.key_for(HERON)
        assert keyring.key_for(HERON) == lost
        transaction.set_rollback(True)

    kept = keyring.key_for(HERON)

    assert kept.id != lost.id
    assert WrappedKey.objects.get().pk == kept.id
    with pytest.raises(Unopenable):
        keyring.key_of(lost.id)


def test_a_key_made_in_a_savepoint_that_was_rolled_back_is_not_used_again(real_database):
    with transaction.atomic():
        with transaction.atomic():
            lost = keyring.key_for(HERON)
            transaction.set_rollback(True)
        kept = keyring.key_for(HERON)

    assert kept.id != lost.id
    assert WrappedKey.objects.get().pk == kept.id
    assert keyring.key_for(HERON) == kept


def test_words_sealed_in_a_transaction_that_was_rolled_back_are_sealed_anew(real_database, make_set):
    with transaction.atomic():
        heron = make_set("Heron")
        transaction.set_rollback(True)

    heron.save(force_insert=True)
    keyring.forget()

    assert type(heron).objects.get().name == "Heron"


def test_a_key_of_a_transaction_still_open_is_nobody_elses(real_database):
    def seen():
        try:
            return keyring._memory.newest(HERON)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            key = keyring.key_for(HERON)
            during = pool.submit(seen).result()
        after = pool.submit(seen).result()

    assert during is None
    assert after.key == key


def test_many_threads_that_need_a_new_key_at_once_agree_on_one(real_database):
    together = Barrier(4)

    def ask():
        try:
            together.wait()
            return keyring.key_for(HERON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = {future.result().id for future in [pool.submit(ask) for _ in range(4)]}

    assert keys == {WrappedKey.objects.get().pk}


@pytest.mark.django_db
def test_what_a_destroyed_key_sealed_never_opens_again(make_set):
    heron = make_set()
    row = type(heron).objects.get()

    keyring.destroy(heron.sealed_for())

    with pytest.raises(Unopenable):
        _ = row.name
    row.zone = "Asia/Kathmandu"
    row.save(update_fields=["zone"])


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"holder": WEIR.id}, {"holder_kind": "person"}, {"wrapped": b"\x01" + bytes(80)}])
def test_a_wrapped_key_given_to_somebody_else_does_not_open(change):
    key = keyring.key_for(HERON)
    WrappedKey.objects.update(**change)
    keyring.forget()

    with pytest.raises(Unopenable):
        keyring.key_of(key.id)
