"""Words of reflection."""

from enum import StrEnum


class Level(StrEnum):
    """What a learning is about."""

    PROBLEM = "problem"
    SELF = "self"
    SET = "set"
    SYSTEM = "system"


class Audience(StrEnum):
    """Who may read a learning note."""

    ME = "me"
    SET = "set"


class Source(StrEnum):
    """What a learning came from."""

    OWN_TURN = "own_turn"
    OTHERS_TURN = "others_turn"
    ACTION = "action"
    ELSEWHERE = "elsewhere"


class PromptModel(StrEnum):
    """A way to think something through in the log: which questions stand beside the free page."""

    FREE = "free"
    WHAT = "what"
    GIBBS = "gibbs"
    KOLB = "kolb"
    LEVELS = "levels"
    SOLO = "solo"


class LogPrompt(StrEnum):
    """The questions of the models, in their order (design: domain.md §7; the question list of §5.2)."""

    WHAT = "what"
    SO_WHAT = "so_what"
    NOW_WHAT = "now_what"
    DESCRIPTION = "description"
    FEELINGS = "feelings"
    EVALUATION = "evaluation"
    ANALYSIS = "analysis"
    CONCLUSION = "conclusion"
    PLAN = "plan"
    EXPERIENCE = "experience"
    LOOKING_BACK = "looking_back"
    CONCEPT = "concept"
    TEST = "test"
    ON_PROBLEM = "on_problem"
    ON_MYSELF = "on_myself"
    ON_LEARNING = "on_learning"
    HEADLINE = "headline"
    MATTERS = "matters"
    GOING_ON = "going_on"
    TRIED = "tried"
    MY_PART = "my_part"
    OTHERS_TELL = "others_tell"
    KNOWS_CARES_CAN = "knows_cares_can"
    HELPS_HINDERS = "helps_hinders"
    IN_THREE_MONTHS = "in_three_months"
    LET_GO = "let_go"
    NOT_ASKED = "not_asked"
    NEEDED = "needed"
    FIRST_STEP = "first_step"


class Skill(StrEnum):
    """What somebody can practise in a meeting."""

    LISTENING = "listening"
    ASKING = "asking"
    REFLECTING_BACK = "reflecting_back"
    SILENCE = "silence"
    CHALLENGING = "challenging"


class PulseItem(StrEnum):
    """The twelve sentences of the pulse, in their order."""

    ATTENTION = "attention"
    NOT_KNOWING = "not_knowing"
    QUESTIONS = "questions"
    STRETCHED = "stretched"
    BACKED = "backed"
    TIME = "time"
    ACTING = "acting"
    OTHERS = "others"
    HOW_WE_WORK = "how_we_work"
    STAYS_HERE = "stays_here"
    CHANGING = "changing"
    HARDEST = "hardest"


class ReadinessItem(StrEnum):
    """The eight sentences about whether a set could run itself, in their order (design: domain.md §4.3)."""

    STEPPING_IN = "stepping_in"
    ADVICE = "advice"
    KEEPING_TIME = "keeping_time"
    CONFLICT = "conflict"
    QUIET_ONES = "quiet_ones"
    PROGRESS = "progress"
    LOGISTICS = "logistics"
    STEERING = "steering"


class About(StrEnum):
    """What a set asks itself about: how it is doing, or whether it could run itself."""

    HEALTH = "health"
    READINESS = "readiness"


type Item = PulseItem | ReadinessItem


class Why(StrEnum):
    """Why a reflection refuses."""

    NOT_YOURS = "not_yours"
    WORDS_MISSING = "words_missing"
    NOT_IN_THIS_SET = "not_in_this_set"
    SET_IS_ARCHIVED = "set_is_archived"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    PULSE_IS_OPEN = "pulse_is_open"
    PULSE_IS_OVER = "pulse_is_over"
    NOT_SHARED = "not_shared"
    MEETING_IS_OVER = "meeting_is_over"
    HAS_FEEDBACK = "has_feedback"
    OWN_PRACTICE = "own_practice"
    NOT_FEEDBACK_TIME = "not_feedback_time"
    NOTHING_ANSWERED = "nothing_answered"
