"""What a screen says for a word of an enum. Each app registers its sentences in its `words.py`."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise

type Words = Mapping[StrEnum, str | Promise]

_said: dict[tuple[type[StrEnum], str], str | Promise] = {}


def register(words: Words) -> None:
    """Teach the screens how to say these words; called from an app's `ready`."""
    for word, text in words.items():
        _said[type(word), word.value] = text


def say(word: StrEnum) -> str:
    """The sentence or label for this word, in the reader's language.

    Raises:
        KeyError: no app registered the word.
    """
    return str(_said[type(word), word.value])


def is_known(word: StrEnum) -> bool:
    """Whether some app has registered this word."""
    return (type(word), word.value) in _said
