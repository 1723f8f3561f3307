"""Every word a rule may answer with has a sentence on the screen."""

import importlib
import inspect
from enum import StrEnum

from knotwork.platform.kit import words
from tests.architecture.house import SOURCE, files


def refusals() -> list[StrEnum]:
    found: list[StrEnum] = []
    for path in files("*.py"):
        if "tests" in path.parts or "class Why(" not in path.read_text(encoding="utf-8"):
            continue
        module = importlib.import_module(".".join(("knotwork", *path.relative_to(SOURCE).with_suffix("").parts)))
        found += [word for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__name__ == "Why" for word in kind]
    return found


def test_every_refusal_has_a_kind_sentence():
    silent = {f"{type(word).__module__}.{word.name}" for word in refusals() if not words.is_known(word)}

    assert len(refusals()) > 20
    assert silent == set()


def test_every_sentence_is_a_whole_sentence():
    broken = {word.name: words.say(word) for word in refusals() if not words.say(word).rstrip().endswith((".", "?"))}

    assert broken == {}
