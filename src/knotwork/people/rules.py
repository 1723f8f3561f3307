"""Pure decisions about accounts: what is derived, what is still good, what is too often."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import groupby
from operator import itemgetter
from uuid import UUID
from zoneinfo import available_timezones

from knotwork.people.enums import Invited, Why

LETTER_IS_GOOD_FOR = timedelta(minutes=15)
TRIES = 5
PROOF_IS_RECENT_FOR = timedelta(minutes=30)
TICKET_IS_GOOD_FOR = timedelta(minutes=2)
INVITED_IS_GOOD_FOR = timedelta(hours=2)
SECOND_STEP_WAITS_FOR = timedelta(minutes=10)

_REGIONS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)
_LETTERS_AND_DIGITS = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True)
class Limit:
    """How often something may be done: at most so many times within a length of time."""

    what: str
    most: int
    within: timedelta


# One address asked for from one place; one address from anywhere; one place, where a whole set may sit behind one router.
LETTER_LIMITS = (
    Limit("letter-here", 6, timedelta(minutes=15)),
    Limit("letter-address", 12, timedelta(hours=1)),
    Limit("letter-place", 90, timedelta(minutes=15)),
)
PASSWORD_LIMITS = (
    Limit("password-here", 10, timedelta(hours=1)),
    Limit("password-address", 30, timedelta(hours=1)),
    Limit("password-place", 120, timedelta(hours=1)),
)
SECOND_STEP_LIMIT = Limit("second-step", 10, timedelta(hours=1))
TICKET_LIMIT = Limit("ticket-person", 20, timedelta(hours=1))
TICKET_TRY_LIMIT = Limit("ticket-place", 60, timedelta(minutes=15))
SET_UP_LIMIT = Limit("set-up-place", 30, timedelta(minutes=15))


def digest(secret: bytes, label: str, about: object) -> bytes:
    """32 bytes only the holder of the secret can make, one for each label and subject (RFC 2104)."""
    return hmac.new(secret, f"{label}|{about}".encode(), sha256).digest()


def six_digits(secret: bytes, label: str, about: UUID | str) -> str:
    """A six-digit number derived from the secret and its subject."""
    return f"{int.from_bytes(digest(secret, label, about)) % 1_000_000:06d}"


def token(secret: bytes, label: str, about: UUID | str) -> str:
    """A 256-bit secret for a URL, derived from the secret and its subject; 43 characters."""
    return urlsafe_b64encode(digest(secret, label, about)).decode().rstrip("=")


def short_code(secret: bytes, label: str, about: UUID | str) -> str:
    """Eight characters that are easily typed on a phone, derived from the secret and its subject; 39 bits."""
    number, letters = int.from_bytes(digest(secret, label, about)), ""
    for _ in range(8):
        number, place = divmod(number, len(_LETTERS_AND_DIGITS))
        letters += _LETTERS_AND_DIGITS[place]
    return letters


def digits_of(typed: str) -> str:
    """The digits in what somebody typed: `482 913` and `482-913` are `482913`."""
    return "".join(sign for sign in typed if sign in "0123456789")


def why_not_proven(*, good_until: datetime, used_at: datetime | None, tries: int, at: datetime) -> Why | None:
    """Why a letter's code or link no longer proves anything; None if it does."""
    if used_at is not None:
        return Why.CODE_IS_USED
    if at >= good_until:
        return Why.CODE_IS_OLD
    return Why.TOO_MANY_TRIES if tries >= TRIES else None


def why_not_ticket(*, good_until: datetime, refused_at: datetime | None, used_at: datetime | None, at: datetime) -> Why | None:
    """Why a phone cannot come in with this ticket any more; None if it can."""
    return Why.TICKET_IS_OVER if used_at or refused_at or at >= good_until else None


def why_not_sign_up(sign_up: str, invited: Invited) -> Why | None:
    """Why somebody may not open an account here; None if they may.

    Args:
        sign_up: the host's setting, `anyone` or `invited`.
        invited: what the invitation this browser holds still does; without one it is over.
    """
    if sign_up == "anyone" or invited is Invited.HOLDS:
        return None
    return Why.INVITATION_HAS_OPENED if invited is Invited.HAS_OPENED else Why.SIGN_UP_IS_CLOSED


def is_recent(proved_at: datetime | None, at: datetime) -> bool:
    """Whether somebody showed lately enough who they are for what cannot be undone."""
    return proved_at is not None and timedelta(0) <= at - proved_at < PROOF_IS_RECENT_FOR


def is_zone(name: str) -> bool:
    """Whether this is an IANA time zone people live by."""
    return name in zones()


@cache
def zones() -> frozenset[str]:
    """The IANA time zones a person may choose."""
    return frozenset(zone for zone in available_timezones() if zone.partition("/")[0] in _REGIONS and "/" in zone) | {"UTC"}


type Choices = list[tuple[str, str | list[tuple[str, str]]]]


@cache
def zone_choices() -> Choices:
    """All zones for a select: UTC, then groups by the first part of the name, the rest spelled as one says it."""
    named = [
        (zone.partition("/")[0], zone, zone.partition("/")[2].replace("_", " ").replace("/", ", "))
        for zone in zones() - {"UTC"}
    ]
    grouped = groupby(sorted(named), key=itemgetter(0))
    return [("UTC", "UTC"), *((region, [(zone, said) for _, zone, said in members]) for region, members in grouped)]


def place_of(address: str) -> str:
    """The place of a network address, as far as limits need it: an IPv4 address or an IPv6 /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)


_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_and_system(agent: str) -> tuple[str, str]:
    """The names of browser and system as far as the browser says them; empty where it does not."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return browser, system
