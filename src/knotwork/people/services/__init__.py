"""The only writers of accounts: opening, proving, coming in, leaving."""

from knotwork.people.queries import anybody_here
from knotwork.people.services.accounts import (
    Profile,
    change_address,
    change_profile,
    keep_password,
    open_account,
    remove_password,
    want_no_asking,
    want_no_nudges,
    want_no_reminders,
)
from knotwork.people.services.entering import go_out, sign_in_as
from knotwork.people.services.leaving import Departure, depart, export_everything, leave_host
from knotwork.people.services.names import keep_out, let_in
from knotwork.people.services.printing import print_link
from knotwork.people.services.setting_up import set_up_link

__all__ = [
    "Departure",
    "Profile",
    "anybody_here",
    "change_address",
    "change_profile",
    "depart",
    "export_everything",
    "go_out",
    "keep_out",
    "keep_password",
    "leave_host",
    "let_in",
    "open_account",
    "print_link",
    "remove_password",
    "set_up_link",
    "sign_in_as",
    "want_no_asking",
    "want_no_nudges",
    "want_no_reminders",
]
