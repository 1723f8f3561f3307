"""Words of versions and consent."""

from enum import StrEnum


class VersionState(StrEnum):
    """Where a version of a rule stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What a member says to a version."""

    AGREE = "agree"
    CAN_LIVE_WITH = "can_live_with"
    OBJECT = "object"


class Why(StrEnum):
    """Why an agreement refuses."""

    NOT_A_MEMBER = "not_a_member"
    NOT_A_DRAFT = "not_a_draft"
    NO_CLAUSES = "no_clauses"
    CLAUSE_GONE = "clause_gone"
    CLAUSE_EMPTY = "clause_empty"
    TEXT_HAS_CHANGED = "text_has_changed"
    REASON_MISSING = "reason_missing"
