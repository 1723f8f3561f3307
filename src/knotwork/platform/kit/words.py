"""What a screen says for a word of an enum. Each app registers its sentences in its `words.py`."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise

type Words = Mapping[StrEnum, str | Promise]

_said: dict[tuple[type[StrEnum], str], str | Promise] = {}


def register(*mappings: Words) -> None:
    """Teach the screens how to say these words, one whole enum in each mapping; called from an app's `ready`.

    Words of two enums that are spelt alike are one key of a dict, so a mapping that mixes them would lose one.

    Raises:
        ValueError: a mapping speaks of two enums, or leaves a member of its enum unsaid.
    """
    for words in mappings:
        kinds = {type(word) for word in words}
        if len(kinds) != 1:
            raise ValueError(f"one mapping for each enum, not for {sorted(kind.__name__ for kind in kinds)}")
        unsaid = [word.name for word in kinds.pop() if word not in words]
        if unsaid:
            raise ValueError(f"nothing is said for {unsaid}")
        _said.update({(type(word), word.value): text for word, text in words.items()})


def say(word: StrEnum) -> str:
    """The sentence or label for this word, in the reader's language.

    Raises:
        KeyError: no app registered the word.
    """
    return str(_said[type(word), word.value])


def is_known(word: StrEnum) -> bool:
    """Whether some app has registered this word."""
    return (type(word), word.value) in _said
