"""Pure decisions about the life of a challenge: what a look at the six statements suggests."""

from collections.abc import Mapping

from knotwork.challenges.enums import Finding, Holds, Statement

_SUGGESTS = {
    Statement.DO_NOT_KNOW: Finding.PUZZLE,
    Statement.NO_EXPERT: Finding.PUZZLE,
    Statement.DIFFER: Finding.AGREED_ALREADY,
    Statement.CARE: Finding.NOT_CLOSE,
    Statement.CAN_ACT: Finding.OUT_OF_HAND,
}


def findings(said: Mapping[Statement, Holds], *, something_tried_or_planned: bool) -> tuple[Finding, ...]:
    """What the owner's answers suggest, each once (design: domain.md §5.1). None of it forbids anything.

    Args:
        something_tried_or_planned: noted on the challenge already; then nothing is missing, whatever was answered.
    """
    found = [] if something_tried_or_planned else [Finding.NOTHING_TRIED]
    found += [finding for statement, finding in _SUGGESTS.items() if said.get(statement) is Holds.NO]
    if said and not found:
        return (Finding.FITS,)
    return tuple(dict.fromkeys(found)) if said else ()
