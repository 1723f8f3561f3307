"""Words of versions and consent."""

from enum import StrEnum


class VersionState(StrEnum):
    """Where a version of a rule stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Rule(StrEnum):
    """The kinds of rule this app itself keeps; other apps register theirs."""

    AGREEMENT = "agreement"
    FACILITATION = "facilitation"


class Towards(StrEnum):
    """Which way a clause moves in the order."""

    UP = "up"
    DOWN = "down"


class Choice(StrEnum):
    """What a set decides when a facilitator's term is over."""

    EXTEND = "extend"
    SELF_MANAGE = "self_manage"
    ASK_ANOTHER = "ask_another"


class Answer(StrEnum):
    """What a member says to a version."""

    AGREE = "agree"
    CAN_LIVE_WITH = "can_live_with"
    OBJECT = "object"


class Why(StrEnum):
    """Why an agreement refuses."""

    NOT_A_MEMBER = "not_a_member"
    SET_IS_ARCHIVED = "set_is_archived"
    NOT_A_DRAFT = "not_a_draft"
    NO_CLAUSES = "no_clauses"
    CLAUSE_GONE = "clause_gone"
    CLAUSE_EMPTY = "clause_empty"
    TEXT_HAS_CHANGED = "text_has_changed"
    REASON_MISSING = "reason_missing"
    DRAFT_STANDS = "draft_stands"
    NOT_TO_BE_ANSWERED = "not_to_be_answered"
    NO_FACILITATOR_BEFORE = "no_facilitator_before"
    ADDRESS_MISSING = "address_missing"
    ASKED_HAS_LEFT = "asked_has_left"
