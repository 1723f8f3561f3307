"""Sealed columns: bytes in the database, words on the instance.

A field's `from_db_value` sees no row and so could not check where an envelope belongs. A sealed column is
therefore a descriptor: it keeps the bytes as they came, opens them when the attribute is read, and seals what
was written when the row is saved, bound to table, row, column and holder.
"""

import json
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

    def _columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.model._meta.fields)

    def _refuse_sealed(self, fields: tuple[Any, ...]) -> None:
        sealed = {field.name for field in self.model._meta.fields if isinstance(field, SealedTextField)}
        named = {str(field).lstrip("-").split("__")[0] for field in fields}
        if named & sealed:
            raise FieldError(f"sealed columns hold bytes: {', '.join(sorted(named & sealed))}")


@dataclass
class _Held:
    """What an instance keeps for one column: the bytes, the words, or both."""

    sealed: bytes | None
    clear: Any = None
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
        """The bytes to store: sealed now if the words were written since."""
        held: _Held = model_instance.__dict__.get(self.attname) or _Held(b"")
        if held.sealed is None:
            words = held.clear
            held.sealed = b"" if self.is_empty(words) else self._seal(model_instance, words)
        return held.sealed

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
        assert isinstance(row, SealedModel)  # noqa: S101 – a model without a holder is a programming error
        key = keyring.key_for(row.sealed_for())
        return envelope.seal(self.to_text(words), key, self._bound(row, key.id))

    def open_for(self, row: models.Model, sealed: bytes) -> Any:
        """The words of these bytes, as this row's column."""
        key = keyring.key_of(envelope.key_id(sealed))
        return self.to_words(envelope.open_(sealed, key, self._bound(row, key.id)))


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
            held.clear = self.field.open_for(row, held.sealed) if held.sealed else self.field.empty()
            held.is_open = True
        return held.clear

    def __set__(self, row: models.Model, value: Any) -> None:
        stored = isinstance(value, bytes | memoryview)
        row.__dict__[self.field.attname] = _Held(bytes(value)) if stored else _Held(None, value, is_open=True)
