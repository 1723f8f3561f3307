"""Pure decisions about accounts: what is derived, what is still good, what is too often."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import groupby
from operator import itemgetter
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

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


@lru_cache(maxsize=4)
def zone_choices(on: date, chosen: str = "") -> Choices:
    """Zones for a select: what is chosen first, then by region each place with its clock's distance from UTC at noon of a day.

    Of names that mean the same place only the one in use today is offered (tz database: zone.tab). The place comes first, so
    that typing its letters finds it.
    """
    listed = sorted((zone.partition("/")[0], _as_said(zone), zone) for zone in _listed())
    regions = groupby(listed, key=itemgetter(0))
    grouped = [(region, [(zone, _with_distance(zone, said, on)) for _, said, zone in members]) for region, members in regions]
    first = [(chosen, _with_distance(chosen, _as_said(chosen), on))] if chosen in zones() and chosen != "UTC" else []
    return [*first, *grouped, ("UTC", "UTC")]


@cache
def _listed() -> frozenset[str]:
    """The zones of zone.tab, one for each place; its third column."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("ascii").splitlines()
    return zones() & {line.split("\t")[2] for line in lines if not line.startswith("#")}


def _as_said(zone: str) -> str:
    """A zone as one says it, the place first: `America/Argentina/San_Juan` is San Juan, Argentina."""
    return ", ".join(reversed(zone.split("/")[1:] or [zone])).replace("_", " ")


def _with_distance(zone: str, said: str, on: date) -> str:
    distance = datetime.combine(on, time(12), ZoneInfo(zone)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(distance) // timedelta(minutes=1), 60)
    sign = "−" if distance < timedelta() else "+"
    return f"{said} · UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}" if distance else f"{said} · UTC"


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
