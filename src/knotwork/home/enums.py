"""Words of the pages made of several apps."""

from enum import StrEnum


class Step(StrEnum):
    """What a set does next; the set page always says one."""

    REST = "rest"
    ENTER_ROOM = "enter_room"
    OPEN_ROOM = "open_room"
    INVITE = "invite"
    AWAIT_PEOPLE = "await_people"
    CHOOSE_FACILITATION = "choose_facilitation"
    CONSENT = "consent"
    PLAN_RHYTHM = "plan_rhythm"
    RENEW = "renew"
    PLAN_MORE = "plan_more"
    PLAN_CLOSING = "plan_closing"
    CLOSED = "closed"
    SAY_COMING = "say_coming"
    BEGIN_AGREEMENT = "begin_agreement"
    BEGIN_CHALLENGE = "begin_challenge"
    MEET_FIRST = "meet_first"
    MEET_NEXT = "meet_next"


class Help(StrEnum):
    """What somebody may want explained; one page each, in the order of reading."""

    SET = "set"
    MEETING = "meeting"
    CHALLENGE = "challenge"
    BETWEEN = "between"
    RULES = "rules"
    LEARNING = "learning"
    READERS = "readers"
    CLOCKS = "clocks"
    WORDS = "words"


class FirstStep(StrEnum):
    """What a new set needs for its first meeting."""

    PEOPLE = "people"
    DATE = "date"
    ANSWERS = "answers"
    MEETING = "meeting"


class Knot(StrEnum):
    """Where a stage lies on the trail of a set's life."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


class PulseHint(StrEnum):
    """What a set's page says of the pulse: it waits for the viewer's answer, or it is time for the next.

    `READY`: the set asks itself whether it could run itself, and the viewer has not answered.
    """

    OPEN = "open"
    DUE = "due"
    READY = "ready"


class Milestone(StrEnum):
    """What stands on the way a set has gone."""

    STAGE = "stage"
    MEETING = "meeting"
    CHANGED = "changed"
    TRIED = "tried"
    OTHER = "other"


class Passage(StrEnum):
    """What a knot on the journey of a challenge is, in the order of the lines of its picture."""

    FRAMED = "framed"
    BROUGHT = "brought"
    KEPT = "kept"
    TRIED = "tried"
    PLANNED = "planned"
    SET_OUT = "set_out"
    HAPPENED = "happened"
    LEARNED = "learned"
    STOOD = "stood"


class Earlier(StrEnum):
    """What somebody may have shown a set before somebody else came."""

    CHALLENGE = "challenge"
    ACTION = "action"
    NOTE = "note"


class Part(StrEnum):
    """A part of one's own notebook on paper."""

    TRIED = "tried"
    LEARNED = "learned"
    PRACTISED = "practised"
    LOG = "log"


class Happening(StrEnum):
    """What a set's record tells: an event, and after a colon what makes its sentence another one.

    `itself` = nobody did it; `rule` = it says which rule it is about; otherwise a word of the entry's detail.
    """

    SET_STARTED = "set.started"
    SET_RENAMED = "set.renamed"
    PURPOSE_CHANGED = "set.purpose_changed"
    TARGET_SIZE_CHANGED = "set.target_size_changed"
    ADMISSION_CHANGED = "set.admission_changed"
    ZONE_CHANGED = "set.zone_changed"
    STAGE_ENTERED = "set.stage_entered"
    MANAGED_BY_ITSELF = "set.managed_by_itself"
    SET_ARCHIVED = "set.archived"
    SET_UNARCHIVED = "set.unarchived"
    INVITATION_MADE = "invitation.made"
    FACILITATOR_ASKED = "invitation.made:facilitator"
    INVITATION_REVOKED = "invitation.revoked"
    MEMBER_JOINED = "membership.joined"
    MEMBER_LEFT = "membership.left"
    MEMBER_PAUSED = "membership.paused"
    MEMBER_CAME_BACK = "membership.resumed"
    MEMBERSHIP_CHANGED = "membership.changed"
    TERM_BEGUN = "term.begun"
    TERM_ENDED = "term.ended"
    VISITOR_ASKED = "invitation.made:visitor"
    VISIT_BEGUN = "visit.begun"
    VISIT_ENDED = "visit.ended"
    LEADING_CHOSEN = "leading.chosen"
    HAND_OVER_TAKEN = "hand_over.taken"
    HAND_OVER_ASKED = "hand_over.asked"
    HAND_OVER_GIVEN_BACK = "hand_over.given_back"
    RULE_PROPOSED = "version.drafted"
    DRAFT_BEGUN = "version.drafted:agreement"
    FACILITATION_PROPOSED = "version.drafted:facilitation"
    DRAFT_REWORDED = "version.reworded"
    DRAFT_WITHDRAWN = "version.withdrawn:agreement"
    DRAFT_ANSWERED = "version.answered:agreement"
    PROPOSAL_WITHDRAWN = "version.withdrawn:rule"
    PROPOSAL_ANSWERED = "version.answered:rule"
    SOMETHING_WITHDRAWN = "version.withdrawn"
    SOMETHING_ANSWERED = "version.answered"
    PROPOSAL_AMENDED = "version.amended"
    RULE_TRIED = "version.tried"
    PROPOSAL_DROPPED = "version.dropped"
    WORDS_REDACTED = "version.redacted"
    RULE_ADOPTED = "version.adopted"
    AGREEMENT_ADOPTED = "version.adopted:agreement"
    FACILITATION_DECIDED = "version.adopted:facilitation"
    SERIES_PLANNED = "series.planned"
    MEETING_PLANNED = "meeting.planned"
    MEETING_MOVED = "meeting.moved"
    MEETING_CANCELLED = "meeting.cancelled"
    MEETING_ARRANGED = "meeting.arranged"
    SHAPE_BEGUN = "shape.begun"
    SHAPE_PUT_AWAY = "shape.put_away"
    SHAPE_TAKEN_OUT = "shape.taken_out"
    PROTOCOL_CHOSEN = "meeting.protocol_chosen"
    KEPT_BELOW_QUORUM = "meeting.kept_below_quorum"
    KEPT_WALL_TIME = "meeting.kept_wall_time"
    REVIEW_LEFT = "review.left"
    MEETING_OPENED = "meeting.opened"
    MEETING_CLOSED = "meeting.closed"
    MEETING_RAN_OUT = "meeting.closed:itself"
    CHALLENGE_BEGUN = "challenge.begun"
    CHALLENGE_BEGUN_TOGETHER = "challenge.begun_together"
    CHALLENGE_OPENED = "challenge.opened"
    CHALLENGE_SHOWN = "challenge.shown"
    CHALLENGE_TAKEN_BACK = "challenge.taken_back"
    BRIEF_SHARED = "brief.shared"
    BRIEF_UNSHARED = "brief.unshared"
    WORDS_TAKEN_OUT = "words.taken_out"
    PULSE_ASKED = "pulse.asked"
    READINESS_ASKED = "pulse.asked:readiness"
    WORDS_GIVEN_BACK = "words.taken_back"
    REFUSED = "access.refused"
    REFUSED_OFTEN = "access.refused:often"
