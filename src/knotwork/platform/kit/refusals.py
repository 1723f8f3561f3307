"""Refusing: a rule answers with a word, the service raises it, one middleware shows the sentence."""

from enum import StrEnum


class Refused(Exception):
    """A person may not do this now; `why` is the rule's word for the reason."""

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why.value)
        self.why = why


def refuse(why: StrEnum | None) -> None:
    """Raise `Refused` if a rule gave a reason; do nothing if it gave none."""
    if why is not None:
        raise Refused(why)


_about_standing: set[tuple[type[StrEnum], str]] = set()


def register_about_standing(*words: StrEnum) -> None:
    """Say which refusals speak of who asks, rather than of the moment or the input; called from an app's `ready`."""
    _about_standing.update((type(word), word.value) for word in words)


def is_about_standing(why: StrEnum) -> bool:
    """Whether a refusal speaks of who asks."""
    return (type(why), why.value) in _about_standing
