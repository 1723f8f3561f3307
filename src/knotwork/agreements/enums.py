"""Words of versions and consent."""

from enum import StrEnum


class VersionState(StrEnum):
    """Where a version of a rule stands.

    Agreed: decided, and in force from the next meeting. Tried: ran for one meeting and was never in force. Rejected:
    an objection stood when the time was over. Lapsed: too few had answered by then. Overtaken: decided for the next
    meeting, and before that meeting something else came into force. Hindered: decided, and its kind could not make it so.
    """

    DRAFT = "draft"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    TRIED = "tried"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    OVERTAKEN = "overtaken"
    HINDERED = "hindered"
    WITHDRAWN = "withdrawn"


class Weight(StrEnum):
    """How much it takes to change a rule: one press for once, nobody's objection, or everybody's consent."""

    TRY_ONCE = "try_once"
    WORKING = "working"
    FOUNDATION = "foundation"


class Starts(StrEnum):
    """From when a version that is agreed on is in force."""

    NEXT_MEETING = "next_meeting"
    AT_ONCE = "at_once"


class Silence(StrEnum):
    """What it means when somebody has not answered in time."""

    KEEPS_THE_OLD = "keeps_the_old"
    CONSENTS = "consents"


class Rule(StrEnum):
    """The kinds of rule this app itself keeps; other apps register theirs."""

    AGREEMENT = "agreement"
    FACILITATION = "facilitation"
    SILENCE = "silence"
    ADMISSION = "admission"
    NEWCOMER = "newcomer"


class Admission(StrEnum):
    """Who decides that somebody is invited."""

    ANY_MEMBER = "any_member"
    ALL_OF_US = "all_of_us"


class Towards(StrEnum):
    """Which way a clause moves in the order."""

    UP = "up"
    DOWN = "down"


class Choice(StrEnum):
    """What a set decides when a facilitator's term is over."""

    EXTEND = "extend"
    SELF_MANAGE = "self_manage"
    VISIT = "visit"
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
    MEETING_MISSING = "meeting_missing"
    NO_FACILITATOR_BEFORE = "no_facilitator_before"
    ADDRESS_MISSING = "address_missing"
    ASKED_HAS_LEFT = "asked_has_left"
    NOTHING_CHANGES = "nothing_changes"
    CANNOT_BE_TRIED = "cannot_be_tried"
    WORDS_MISSING = "words_missing"
    PHRASE_TOO_SHORT = "phrase_too_short"
    PHRASE_NOT_THERE = "phrase_not_there"
    NOT_YOURS = "not_yours"
