"""A code of an authenticator, or a spare one, pressed in several places at the same instant; on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection

from knotwork.people.models import Person
from knotwork.people.services import second_steps
from knotwork.people.tests.factories import somebody
from knotwork.platform.kit.refusals import Refused

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, 1, tzinfo=UTC)


def code_at(secret: str, at: datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def let_in(check: Callable[[], None], *, times: int) -> int:
    """How many of so many simultaneous checks let somebody in, each over a connection of its own."""
    together = Barrier(times)

    def alone(_number: int) -> bool:
        together.wait()
        try:
            check()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(alone, range(times)))


@pytest.fixture
def no_memory(settings) -> None:
    """As in processes apart: what one remembers, the other does not know."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.mark.parametrize("kind", ["authenticator", "spare"])
def test_of_four_at_once_one_comes_in(real_database, no_memory, kind):
    bo: Person = somebody("Bo", at=AT)
    secret = second_steps.new_secret()
    spare = second_steps.begin(bo, secret=secret, typed=code_at(secret, AT), at=AT)
    typed = spare[0] if kind == "spare" else code_at(secret, LATER)

    came_in = let_in(lambda: second_steps.check(bo, typed=typed, at=LATER), times=4)

    assert came_in == 1
