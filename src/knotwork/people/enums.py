"""Words of accounts."""

from enum import StrEnum


class Theme(StrEnum):
    """How pages look for a person."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Reminder(StrEnum):
    """How long before a meeting a person wants a reminder."""

    NONE = "none"
    DAY = "day"
    TWO_HOURS = "two_hours"
    BOTH = "both"


class Nudge(StrEnum):
    """How often between two meetings a person wants to be asked about what they set out to try."""

    NONE = "none"
    EACH = "each"
    EVERY_OTHER = "every_other"


class Asking(StrEnum):
    """Which letters a person wants about proposals of their sets."""

    NONE = "none"
    FIRST = "first"
    BOTH = "both"


class Purpose(StrEnum):
    """What an address is being proven for."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    CONFIRM = "confirm"
    OLD_ADDRESS = "old_address"
    NEW_ADDRESS = "new_address"
    PRINTED = "printed"


class Invited(StrEnum):
    """What an invitation still does for whoever opens it."""

    HOLDS = "holds"
    HAS_OPENED = "has_opened"
    OVER = "over"


class Means(StrEnum):
    """How a person came in."""

    CODE = "code"
    LINK = "link"
    PASSWORD = "password"  # noqa: S105 – a means, no password
    PASSKEY = "passkey"
    DEVICE = "device"
    SET_UP = "set_up"
    PRINTED = "printed"
    DEMO = "demo"


class Notice(StrEnum):
    """What a person is told by mail after it happened to their account."""

    ADDRESS_CHANGED = "address_changed"
    PASSWORD_KEPT = "password_kept"  # noqa: S105 – a notice, no password
    PASSWORD_REMOVED = "password_removed"  # noqa: S105 – a notice, no password
    SECOND_STEP_BEGUN = "second_step_begun"
    SECOND_STEP_ENDED = "second_step_ended"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    DEVICE_LET_IN = "device_let_in"
    LINK_PRINTED = "link_printed"


class Why(StrEnum):
    """Why something about an account cannot be done now."""

    TOO_OFTEN = "too_often"
    NOT_ASKED_HERE = "not_asked_here"
    CODE_IS_OLD = "code_is_old"
    CODE_IS_USED = "code_is_used"
    CODE_IS_WRONG = "code_is_wrong"
    SECOND_CODE_IS_WRONG = "second_code_is_wrong"
    TOO_MANY_TRIES = "too_many_tries"
    NOT_RECOGNISED = "not_recognised"
    PASSKEY_NOT_KNOWN = "passkey_not_known"
    SIGN_UP_IS_CLOSED = "sign_up_is_closed"
    INVITATION_HAS_OPENED = "invitation_has_opened"
    ADDRESS_IS_TAKEN = "address_is_taken"
    TICKET_IS_OVER = "ticket_is_over"
    TICKET_IS_ASKED = "ticket_is_asked"
    NOT_THE_ONE_WHO_ASKED = "not_the_one_who_asked"
    NAME_IN_ITS_ROLE = "name_in_its_role"
    TOO_MANY_NAMES = "too_many_names"
    NO_NAME = "no_name"
    HOST_IS_SET_UP = "host_is_set_up"
    NOT_THE_HOST = "not_the_host"
    PRINTED_IS_OVER = "printed_is_over"
    NO_ACCOUNT = "no_account"
    LAST_HOST = "last_host"
