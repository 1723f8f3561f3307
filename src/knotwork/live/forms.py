"""From a posted form to a move: shape and sanity, nothing more."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.http import QueryDict

from knotwork.live.flow.moves import KINDS, Malformed

_OURS = frozenset({"kind", "move_id", "expect", "place", "csrfmiddlewaretoken", "retold", "listening"})
_LONGEST_NUMBER = 10
_WHOLE = frozenset({"phase", "slot", "minutes", "seconds", "revision"})


@dataclass(frozen=True)
class Posted:
    """A move as it was sent."""

    kind: str
    move_id: UUID
    expect: int | None
    body: dict[str, Any]
    words: dict[str, str]
    place: str


def posted(form: QueryDict) -> Posted:
    """Read a posted form; what is no field of the move is its words.

    Raises:
        Malformed: the kind is unknown, or an id or a number is none.
    """
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise Malformed("kind: not known")
    # Who may read words is the room's to say; what the writer asks for goes beside the words.
    names = {field.name for field in fields(KINDS[kind])} - {"expect", "audience"}
    body: dict[str, Any] = _places(form) if kind == "set_order" else {}
    if "order" in names:
        body["order"] = [text for text in form.getlist("order") if text]
    for name in names - set(body):
        text = form.get(name, "").strip()
        if text:
            body[name] = _whole(text, name) if name in _WHOLE else text
    words = {
        name: form.get(name, "").replace("\r\n", "\n")
        for name in form
        if name not in names | _OURS | {"place_of", "minutes_of"} and not (kind == "set_order" and name == "person")
    }
    expect = form.get("expect")
    return Posted(kind, _id(form), _whole(expect, "expect") if expect else None, body, words, form.get("place", ""))


def version_of(form: QueryDict) -> int:
    """The version a draft was typed upon; 0 for whatever is none or could not be kept."""
    said = form.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_NUMBER else 0


def _id(form: QueryDict) -> UUID:
    try:
        return UUID(form.get("move_id", ""))
    except ValueError:
        raise Malformed("move_id: not valid") from None


def _whole(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Malformed(f"{name}: not a whole number") from None


def _places(form: QueryDict) -> dict[str, Any]:
    """A running order from its table: whoever has place 0 is left out, equal places keep the table's order."""
    rows = zip(form.getlist("person"), form.getlist("place_of"), form.getlist("minutes_of"), strict=False)
    placed = [
        (_whole(place or "0", "place_of"), person, _whole(minutes or "0", "minutes_of")) for person, place, minutes in rows
    ]
    wanted = sorted((row for row in placed if row[0] > 0), key=lambda row: row[0])
    return {"places": [{"person": person, "minutes": minutes} for _place, person, minutes in wanted]}
