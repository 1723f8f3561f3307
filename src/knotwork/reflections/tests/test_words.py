import inspect
from enum import StrEnum

from knotwork.platform.kit import words
from knotwork.reflections import enums


def test_every_word_of_every_enum_can_be_said():
    kinds = [
        kind for _, kind in inspect.getmembers(enums, inspect.isclass) if issubclass(kind, StrEnum) and kind is not StrEnum
    ]

    assert len(kinds) > 2
    assert [word for kind in kinds for word in kind if not words.is_known(word)] == []
