"""Sealed columns: bytes in the database, words on the instance.

A field's `from_db_value` sees no row and so could not check where an envelope belongs. A sealed column is
therefore a descriptor: it keeps the bytes as they came, opens them when the attribute is read, and seals what
was written when the row is saved, bound to table, row, column and holder.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.core.exceptions import FieldError
from django.db import models

from knotwork.platform.sealing import envelope, keyring

if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    _Binary = models.BinaryField


class SealedModel(models.Model):
    """A row with sealed columns. It has a UUID key made before insert and names whose key seals it."""

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save; when the row has come to another holder, its words are sealed anew and saved too."""
        if update_fields is not None:
            update_fields = {*update_fields, *(field.name for field in sealed_fields(type(self)) if field.is_misheld(self))}
        super().save(update_fields=update_fields, **kwargs)

    def sealed_for(self) -> keyring.Holder:
        """Whose key seals this row."""
        raise TypeError(f"{type(self).__name__} does not say whose key seals it")


class SealedQuerySet[M: SealedModel](models.QuerySet[M]):
    """Refuses what would read sealed bytes as if they were words."""

    def values(self, *fields: Any, **expressions: Any) -> Any:
        """Like Django's, without sealed columns."""
        self._refuse_sealed(fields or self._columns())
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, flat: bool = False, named: bool = False) -> Any:
        """Like Django's, without sealed columns."""
        self._refuse_sealed(fields or self._columns())
        return super().values_list(*fields, flat=flat, named=named)

    def order_by(self, *fields: Any) -> Self:
        """Like Django's, without sealed columns."""
        self._refuse_sealed(fields)
        return super().order_by(*fields)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Like Django's, without sealed columns: it would store their words in clear. Save such rows one by one."""
        fields = tuple(fields)
        self._refuse_sealed(fields)
        return super().bulk_update(objs, fields, batch_size)

    def _columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.model._meta.fields)

    def _refuse_sealed(self, fields: tuple[Any, ...]) -> None:
        sealed = {field.name for field in sealed_fields(self.model)}
        named = {str(field).lstrip("-").split("__")[0] for field in fields}
        if named & sealed:
            raise FieldError(f"sealed columns hold bytes: {', '.join(sorted(named & sealed))}")


@dataclass
class _Held:
    """What an instance keeps for one column.

    `sealed`: the bytes as they lie in the row, None for words written here. `clear` and `text`: the words once opened,
    and the text they were made of.
    """

    sealed: bytes | None
    clear: Any = None
    text: str | None = None
    is_open: bool = False


class SealedTextField(_Binary):
    """A text column sealed with the key of the row's holder. Reads and writes `str`; empty stays empty."""

    description = "sealed text"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        kwargs["editable"] = True
        super().__init__(**kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 – Django's signature
        """Put the descriptor that opens and seals on the class."""
        super().contribute_to_class(cls, name, private_only=private_only)
        setattr(cls, self.attname, _Opener(self))

    def to_words(self, text: str) -> Any:
        """What the attribute shows for this text."""
        return text

    def to_text(self, words: Any) -> str:
        """The text that is sealed for this value."""
        return str(words)

    def is_empty(self, words: Any) -> bool:
        """Whether nothing needs sealing."""
        return words in ("", None)

    def empty(self) -> Any:
        """What an empty column shows."""
        return ""

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:  # noqa: ARG002, FBT001 – Django's signature
        """The bytes to store: as they were read, or sealed now.

        Words written by the program are sealed at every save, because the save before may have been rolled back, and
        a key made in it with it.
        """
        held: _Held = model_instance.__dict__.get(self.attname) or _Held(b"")
        if held.sealed is not None and not self._has_changed(held) and not self.is_misheld(model_instance):
            return held.sealed
        words = getattr(model_instance, self.attname)
        return b"" if self.is_empty(words) else self._seal(model_instance, words)

    def _has_changed(self, held: _Held) -> bool:
        return held.is_open and (held.text or "") != ("" if self.is_empty(held.clear) else self.to_text(held.clear))

    def is_misheld(self, row: models.Model) -> bool:
        """Whether this column's bytes are sealed for another holder than the row now has."""
        held: _Held | None = row.__dict__.get(self.attname)
        if held is None or not held.sealed:
            return False
        try:
            return keyring.key_of(envelope.key_id(held.sealed)).holder != _holder(row)
        except envelope.Unopenable:
            return False

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 – Django's signature
        """Only sealed bytes and emptiness reach the database.

        Raises:
            TypeError: words came here by a way that does not seal them.
        """
        if value is not None and not isinstance(value, bytes | memoryview):
            if not self.is_empty(value):
                raise TypeError(f"{self.name} is sealed: save the row instead")
            value = b""
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> Any:
        """A fresh empty value."""
        return self.empty()

    def get_lookup(self, lookup_name: str) -> NoReturn:
        """Refuse: nothing can be looked up in sealed bytes."""
        raise FieldError(f"{self.name} is sealed: it cannot be filtered by {lookup_name}")

    def deconstruct(self) -> Any:
        """Migrations need no default."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def _bound(self, row: models.Model, key_id: object) -> bytes:
        return f"{row._meta.db_table}|{row.pk}|{self.column}|{key_id}".encode()

    def _seal(self, row: models.Model, words: Any) -> bytes:
        key = keyring.key_for(_holder(row))
        return envelope.seal(self.to_text(words), key, self._bound(row, key.id))

    def open_for(self, row: models.Model, sealed: bytes) -> str:
        """The text of these bytes, as this row's column.

        Raises:
            Unopenable: altered, moved, or sealed for somebody who does not hold this row.
        """
        held = keyring.key_of(envelope.key_id(sealed))
        if held.holder not in (_holder(row), _stored_holder(row, held.holder)):
            raise envelope.Unopenable("sealed for another holder")
        return envelope.open_(sealed, held.key, self._bound(row, held.key.id))


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """The sealed columns of a model."""
    return [field for field in model._meta.fields if isinstance(field, SealedTextField)]


def _holder(row: models.Model) -> keyring.Holder:
    assert isinstance(row, SealedModel)  # noqa: S101 – a model without a holder is a programming error
    return row.sealed_for()


def _stored_holder(row: models.Model, claimed: keyring.Holder) -> keyring.Holder | None:
    """The holder the stored row has, asked only when the row in hand has come to another one."""
    if _holder(row) == claimed:
        return claimed
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    return _holder(stored) if stored is not None else None


class SealedJSONField(SealedTextField):
    """A sealed column that reads and writes what JSON can say; empty reads as an empty dict."""

    def to_words(self, text: str) -> Any:
        """Parse the stored text."""
        return json.loads(text)

    def to_text(self, words: Any) -> str:
        """Write as compact JSON."""
        return json.dumps(words, ensure_ascii=False, separators=(",", ":"))

    def is_empty(self, words: Any) -> bool:
        """Empty dicts and lists need no sealing."""
        return words in (None, {}, [])

    def empty(self) -> Any:
        """An empty dict."""
        return {}


class _Opener:
    """Reads and writes one sealed column of an instance."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        held: _Held = row.__dict__[name]
        if not held.is_open:
            held.text = self.field.open_for(row, held.sealed) if held.sealed else ""
            held.clear = self.field.to_words(held.text) if held.sealed else self.field.empty()
            held.is_open = True
        return held.clear

    def __set__(self, row: models.Model, value: Any) -> None:
        stored = isinstance(value, bytes | memoryview)
        row.__dict__[self.field.attname] = _Held(bytes(value)) if stored else _Held(None, value, is_open=True)
