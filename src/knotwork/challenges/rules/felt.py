"""What a presenter felt in a turn, said in words and not as a mark (design: domain.md §6.4)."""

from knotwork.challenges.enums import Balance, Compared, Why

LOW, HIGH, MOST = 2, 4, 5
FEWEST_FOR_PICTURE = 3


def balance(support: int, challenged: int) -> Balance:
    """How support and challenge, each 1–5, went together."""
    if LOW < support < HIGH or LOW < challenged < HIGH:
        return Balance.IN_BETWEEN
    if support >= HIGH:
        return Balance.HELD_AND_STRETCHED if challenged >= HIGH else Balance.HELD_NOT_STRETCHED
    return Balance.STRETCHED_NOT_HELD if challenged >= HIGH else Balance.NEITHER


def compared(invited: int | None, challenged: int) -> Compared | None:
    """Whether the challenge was what had been invited; None if nothing was invited."""
    if invited is None:
        return None
    if challenged == invited:
        return Compared.AS_INVITED
    return Compared.MORE if challenged > invited else Compared.LESS


def why_not_felt(*marks: int | None) -> Why | None:
    """Why these cannot be kept: each is 1–5, or not said."""
    return None if all(mark is None or 1 <= mark <= MOST for mark in marks) else Why.FELT_OUT_OF_BOUNDS
