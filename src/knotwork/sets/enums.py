"""Words of a set and of belonging to it."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a set stands in its life (design: domain.md §2.2)."""

    FORMING = "forming"
    CONTRACTING = "contracting"
    WORKING = "working"
    REVIEWING = "reviewing"
    HANDING_OVER = "handing_over"
    SELF_MANAGED = "self_managed"
    PAUSED = "paused"
    CLOSING = "closing"
    CLOSED = "closed"


class Standing(StrEnum):
    """How somebody stands to a set now."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    FORMER_MEMBER = "former_member"
    FORMER_FACILITATOR = "former_facilitator"
    INVITED = "invited"
    VISITOR = "visitor"


class ProblemMode(StrEnum):
    """Whether each member brings a challenge or the set shares one."""

    OWN = "own"
    SHARED = "shared"


class EndRule(StrEnum):
    """When a facilitator's term ends."""

    OPEN = "open"
    ON_DATE = "on_date"
    AFTER_MEETING = "after_meeting"


class InvitedAs(StrEnum):
    """The place an invitation offers."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    VISITOR = "visitor"


class FacilitationMode(StrEnum):
    """How a set is facilitated."""

    NOMINATED = "nominated"
    LIMITED = "limited"
    SELF_MANAGED = "self_managed"


class WordsChoice(StrEnum):
    """What becomes of a member's words once the set is closed."""

    KEEP = "keep"
    TAKE_BACK = "take_back"


class Held(StrEnum):
    """What a facilitator holds for a set, in the order in which it is handed over (design: domain.md §4.3)."""

    STEERING = "steering"
    DATES = "dates"
    LINK = "link"
    INVITATIONS = "invitations"
    LETTERS = "letters"
    NEEDS = "needs"
    ARCHIVE = "archive"


class Leading(StrEnum):
    """What a facilitator does in one meeting, from most to least (design: domain.md §4.3)."""

    LEADS = "leads"
    IN_FRAME = "in_frame"
    HALF = "half"
    OBSERVES = "observes"
    ABSENT = "absent"


class Why(StrEnum):
    """Why a set refuses."""

    NOT_YOUR_SET = "not_your_set"
    ALL_ARE_ASKED = "all_are_asked"
    SET_IS_FULL = "set_is_full"
    SIZE_OUT_OF_BOUNDS = "size_out_of_bounds"
    SET_IS_CLOSED = "set_is_closed"
    SET_IS_ARCHIVED = "set_is_archived"
    ALREADY_MEMBER = "already_member"
    INVITATION_USED = "invitation_used"
    INVITATION_EXPIRED = "invitation_expired"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_FOR_ANOTHER = "invitation_for_another"
    INVITER_HAS_LEFT = "inviter_has_left"
    COMMITMENT_MISSING = "commitment_missing"
    HAS_FACILITATOR = "has_facilitator"
    TERM_ENDED = "term_ended"
    TERM_END_IN_THE_PAST = "term_end_in_the_past"
    TERM_END_MISSING = "term_end_missing"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    NAME_MISSING = "name_missing"
    ZONE_UNKNOWN = "zone_unknown"
    HOST_STARTS_SETS = "host_starts_sets"
    TOO_MANY_INVITATIONS = "too_many_invitations"
    NO_SUCH_INVITATION = "no_such_invitation"
    INVITED_AS_MEMBER = "invited_as_member"
    INVITED_AS_FACILITATOR = "invited_as_facilitator"
    STAGE_NOT_NEXT = "stage_not_next"
    NOT_ONE_OF_US = "not_one_of_us"
    SET_GOES_ON = "set_goes_on"
    WORDS_ARE_GONE = "words_are_gone"
    MEETING_IS_OVER = "meeting_is_over"
    MEETING_IS_VISITED = "meeting_is_visited"
    MEMBERS_DO_NOT_VISIT = "members_do_not_visit"
    VISIT_ENDED = "visit_ended"
    NOT_LED = "not_led"
    NOTHING_TO_HAND_OVER = "nothing_to_hand_over"
    LOOKED_AFTER = "looked_after"
    NOT_IN_YOUR_HANDS = "not_in_your_hands"
