"""Frozen dataclasses to compact JSON and back, by their own types; ids become text, instants microseconds."""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

type Coder = Callable[[Any], Any]

_known: dict[type, tuple["_Slot", ...]] = {}


class Malformed(ValueError):
    """The JSON does not have the shape it should; the message names the field."""


class _Pair(NamedTuple):
    write: Coder
    read: Coder


class _Slot(NamedTuple):
    name: str
    pair: _Pair
    default: Any


def to_json(value: object, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The JSON form of a frozen dataclass; fields at their default, and those named in `without`, are left out."""
    told = {}
    for name, pair, default in _slots(type(value)):
        held = getattr(value, name)
        if name not in without and (default is MISSING or held != default):
            told[name] = pair.write(held)
    return told


def from_json[T](kind: type[T], told: object, **given: object) -> T:
    """Build a frozen dataclass from its JSON form; `given` are fields the JSON does not hold.

    Raises:
        Malformed: a field is missing, unknown or of another type.
    """
    if not isinstance(told, dict):
        raise Malformed("must be a mapping")
    values: dict[str, Any] = dict(given)
    for name, pair, default in _slots(kind):
        if name in told:
            values[name] = _read(pair, told[name], name)
        elif name not in values and default is MISSING:
            raise Malformed(f"{name}: missing")
    for name in told:
        if name not in values:
            raise Malformed(f"{name}: not known")
    return kind(**values)


def _read(pair: _Pair, value: object, name: str) -> object:
    try:
        return pair.read(value)
    except Malformed as fault:
        raise Malformed(f"{name}.{fault}" if ":" in str(fault) else f"{name}: {fault}") from None
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise Malformed(f"{name}: not valid") from None


def _slots(kind: type) -> tuple[_Slot, ...]:
    if kind not in _known:
        _known[kind] = _slots_of(kind)
    return _known[kind]


def _slots_of(kind: Any) -> tuple[_Slot, ...]:
    hints = get_type_hints(kind)
    return tuple(_Slot(row.name, _pair(hints[row.name]), _default(row)) for row in fields(kind))


def _default(row: Field[Any]) -> Any:
    return row.default_factory() if row.default_factory is not MISSING else row.default


@cache
def _pair(hint: Any) -> _Pair:
    """How values of this type are written and read."""
    origin = get_origin(hint)
    if origin is UnionType:
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return _optional(_pair(inner))
    if origin is tuple:
        return _sequence(_pair(get_args(hint)[0]))
    if origin is frozenset:
        inner = _pair(get_args(hint)[0])
        return _Pair(lambda held: sorted(map(inner.write, held)), lambda told: frozenset(map(inner.read, _listed(told))))
    if isinstance(hint, type) and is_dataclass(hint):
        return _Pair(to_json, lambda told: from_json(hint, told))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Pair(lambda held: held.value, hint)
    return _SIMPLE.get(hint, _UNSPOKEN)


def _optional(inner: _Pair) -> _Pair:
    return _Pair(
        lambda held: None if held is None else inner.write(held),
        lambda told: None if told is None else inner.read(told),
    )


def _sequence(inner: _Pair) -> _Pair:
    return _Pair(lambda held: [inner.write(one) for one in held], lambda told: tuple(map(inner.read, _listed(told))))


def _listed(told: object) -> list[Any]:
    if not isinstance(told, list):
        raise Malformed("must be a list")
    return told


def _whole(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool):
        raise Malformed("must be a whole number")
    return told


def _flag(told: object) -> bool:
    if not isinstance(told, bool):
        raise Malformed("must be true or false")
    return told


def _unspoken(told: object) -> object:
    raise TypeError(f"{type(told).__name__} has no JSON form here")


_UNSPOKEN = _Pair(_unspoken, _unspoken)
_SIMPLE: dict[Any, _Pair] = {
    UUID: _Pair(str, UUID),
    int: _Pair(int, _whole),
    bool: _Pair(bool, _flag),
    datetime: _Pair(lambda held: (held - EPOCH) // MICROSECOND, lambda told: EPOCH + timedelta(microseconds=_whole(told))),
    timedelta: _Pair(lambda held: held // MICROSECOND, lambda told: timedelta(microseconds=_whole(told))),
}
