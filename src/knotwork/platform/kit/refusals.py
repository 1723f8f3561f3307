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
