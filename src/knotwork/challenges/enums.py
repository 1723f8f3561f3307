"""Words of challenges."""

from enum import StrEnum


class Domain(StrEnum):
    """The sides of a life a challenge touches."""

    PERSONAL = "personal"
    PROFESSIONAL = "professional"
    ORGANISATIONAL = "organisational"
    SOCIAL = "social"


class NodeKind(StrEnum):
    """What stands on a domain map: a person is named by role."""

    ISSUE = "issue"
    PERSON = "person"
    FORCE = "force"
    ACTION = "action"


class LinkKind(StrEnum):
    """How one thing on a domain map bears on another; read from the first to the second."""

    DRIVES = "drives"
    BLOCKS = "blocks"
    DEPENDS_ON = "depends_on"
    ECHOES = "echoes"


class Status(StrEnum):
    """Where a challenge stands."""

    SKETCHED = "sketched"
    LIVE = "live"
    RESTING = "resting"
    CHANGED_SHAPE = "changed_shape"
    CLOSED = "closed"


class Ending(StrEnum):
    """How a challenge came to its end."""

    MOVED = "moved"
    LET_GO = "let_go"
    PASSED_ON = "passed_on"
    OVERTAKEN = "overtaken"


class Statement(StrEnum):
    """The six soft statements by which owners see whether a challenge fits (design: domain.md §5.1)."""

    TRYING = "trying"
    DO_NOT_KNOW = "do_not_know"
    NO_EXPERT = "no_expert"
    DIFFER = "differ"
    CARE = "care"
    CAN_ACT = "can_act"


class Holds(StrEnum):
    """Whether a statement holds."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Finding(StrEnum):
    """What a look at the six statements suggests; nothing of it binds anybody."""

    FITS = "fits"
    NOTHING_TRIED = "nothing_tried"
    PUZZLE = "puzzle"
    AGREED_ALREADY = "agreed_already"
    NOT_CLOSE = "not_close"
    OUT_OF_HAND = "out_of_hand"


class SheetKind(StrEnum):
    """A way to look at a challenge that is kept under a date."""

    GRID = "grid"
    FORCES = "forces"


class Gap(StrEnum):
    """What a grid of who knows, who cares and who can leaves open."""

    NOBODY_CAN = "nobody_can"
    NOBODY_CARES = "nobody_cares"
    NOBODY_KNOWS = "nobody_knows"
    CAN_BUT_DOES_NOT_CARE = "can_but_does_not_care"
    CAN_BUT_DOES_NOT_KNOW = "can_but_does_not_know"
    CARES_BUT_CANNOT = "cares_but_cannot"


class Side(StrEnum):
    """Which way a force works."""

    DRIVING = "driving"
    RESTRAINING = "restraining"


class Pane(StrEnum):
    """The three panes of the lens (design: domain.md §5.4)."""

    SITUATION = "situation"
    TRIAL = "trial"
    ME = "me"


class InterventionKind(StrEnum):
    """Whether it was tried already or is about to be."""

    TRIED = "tried"
    PLANNED = "planned"


class Help(StrEnum):
    """What a presenter wants from the set."""

    EXPLORE = "explore"
    DECIDE = "decide"
    REHEARSE = "rehearse"
    DEBRIEF = "debrief"
    BE_CHALLENGED = "be_challenged"


class Strength(StrEnum):
    """How strongly a presenter wants to be challenged, 1 to 5."""

    GENTLY = "1"
    CAREFULLY = "2"
    PLAINLY = "3"
    FIRMLY = "4"
    HARD = "5"


class Balance(StrEnum):
    """How support and challenge went together in a turn."""

    HELD_AND_STRETCHED = "held_and_stretched"
    HELD_NOT_STRETCHED = "held_not_stretched"
    STRETCHED_NOT_HELD = "stretched_not_held"
    NEITHER = "neither"
    IN_BETWEEN = "in_between"


class Compared(StrEnum):
    """The challenge a presenter felt, beside the one they had asked for."""

    AS_INVITED = "as_invited"
    MORE = "more"
    LESS = "less"


class Prompt(StrEnum):
    """The questions of a presenter's brief (design: domain.md §5.2)."""

    HEADLINE = "headline"
    TRIED = "tried"
    MATTERS = "matters"
    GOING_ON = "going_on"
    MY_PART = "my_part"
    OTHERS_TELL = "others_tell"
    KNOWS_CARES_CAN = "knows_cares_can"
    HELPS_HINDERS = "helps_hinders"
    IN_THREE_MONTHS = "in_three_months"
    LET_GO = "let_go"
    DO_NOT_ASK = "do_not_ask"
    FIRST_STEP = "first_step"


SHOWN_PROMPTS = (Prompt.HEADLINE, Prompt.TRIED)


class Bond(StrEnum):
    """How somebody stands to a row of their own. Together: a member, to what the set shares."""

    OWNER = "owner"
    TOGETHER = "together"


class Why(StrEnum):
    """Why a challenge refuses."""

    NOT_YOURS = "not_yours"
    HEADLINE_MISSING = "headline_missing"
    HEADLINE_TOO_LONG = "headline_too_long"
    WORDS_MISSING = "words_missing"
    NOTHING_TRIED_YET = "nothing_tried_yet"
    NOT_IN_THIS_SET = "not_in_this_set"
    SET_IS_ARCHIVED = "set_is_archived"
    NOT_THIS_MEETING = "not_this_meeting"
    NO_BRIEF_YET = "no_brief_yet"
    NOT_ALIVE = "not_alive"
    STRENGTH_OUT_OF_BOUNDS = "strength_out_of_bounds"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    NO_EARLIER_STANDING = "no_earlier_standing"
    NOT_CHECKED_YET = "not_checked_yet"
    MAP_WORDS_TOO_LONG = "map_words_too_long"
    REGION_MISSING = "region_missing"
    NODE_IS_GONE = "node_is_gone"
    LINK_IS_GONE = "link_is_gone"
    LINKED_TO_ITSELF = "linked_to_itself"
    MAP_IS_FULL = "map_is_full"
    OFF_THE_MAP = "off_the_map"
    NOTHING_TO_UNDO = "nothing_to_undo"
    SHEET_OUT_OF_BOUNDS = "sheet_out_of_bounds"
    FELT_OUT_OF_BOUNDS = "felt_out_of_bounds"
    EACH_BRINGS_OWN = "each_brings_own"
    ANOTHER_IS_SHARED = "another_is_shared"
    PART_TOO_LONG = "part_too_long"
    PART_IS_HELD = "part_is_held"
    PART_IS_PUT_AWAY = "part_is_put_away"
    NOTHING_TO_OPEN = "nothing_to_open"
