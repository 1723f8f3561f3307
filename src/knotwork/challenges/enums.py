"""Words of challenges."""

from enum import StrEnum


class Domain(StrEnum):
    """The sides of a life a challenge touches."""

    PERSONAL = "personal"
    PROFESSIONAL = "professional"
    ORGANISATIONAL = "organisational"
    SOCIAL = "social"


class Status(StrEnum):
    """Where a challenge stands."""

    SKETCHED = "sketched"
    LIVE = "live"
    RESTING = "resting"
    CHANGED_SHAPE = "changed_shape"
    CLOSED = "closed"


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


class Why(StrEnum):
    """Why a challenge refuses."""

    NOT_YOURS = "not_yours"
    HEADLINE_MISSING = "headline_missing"
    HEADLINE_TOO_LONG = "headline_too_long"
    NOTHING_TRIED_YET = "nothing_tried_yet"
    NOT_IN_THIS_SET = "not_in_this_set"
