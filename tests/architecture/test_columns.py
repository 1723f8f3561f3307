"""Every column that holds text is sealed, or clear for a reason written here."""

from django.apps import apps
from django.db import models

from knotwork.platform.sealing.fields import SealedTextField

CLEAR = {
    "people.Person.email": "sign-in and mail need it",
    "people.Person.name": "shown beside everything a person does; metadata level D9",
    "people.Person.password": "a hash",
    "people.AddressProof.address": "the address being proven, for an hour",
    "people.AddressProof.name": "the name somebody opens an account with, for an hour",
    "people.PhoneTicket.next": "a path of this host: ids only",
    "sealing.MasterKeyMark.fingerprint": "a one-way mark of the key",
    "sets.Invitation.secret_hash": "a hash",
    "sets.Invitation.address": "the mail goes there",
    "mail.Letter.address": "the mail goes there",
    "mail.Letter.params": "ids and times only, held by the kinds' own tests",
    "mail.Letter.last_fault": "the fault's class and the server's code",
    "mail.Letter.dedupe_key": "ids and words of enums",
    "jobs.Duty.last_fault": "the fault's class",
    "jobs.Duty.name": "names of periodic tasks",
    "audit.Entry.detail": "ids and words of enums",
    "meetings.Meeting.ran_with": "kinds and keys of versions",
    "live.Room.snapshot": "structure only, no words",
    "live.Room.beginning": "structure only, no words",
    "live.Move.body": "ids and minutes only",
    "live.Move.digest": "a hash",
}
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def is_word_of_an_enum(field: models.Field) -> bool:
    return bool(field.choices) or (
        isinstance(field, models.CharField) and field.max_length is not None and field.max_length <= 64
    )


def test_every_text_column_is_sealed_or_clear_for_a_reason():
    open_columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("knotwork.")
        for field in model._meta.concrete_fields
        if isinstance(field, WORDS) and not isinstance(field, SealedTextField) and not is_word_of_an_enum(field)
    }
    needed = {name for name in CLEAR if name in open_columns}

    assert open_columns - set(CLEAR) - {"sealing.WrappedKey.wrapped"} == set()
    assert needed
