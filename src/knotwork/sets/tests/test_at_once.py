"""What happens when several people do the same thing at once, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from django.db import connection

from knotwork.people.enums import Invited
from knotwork.platform.kit.refusals import Refused
from knotwork.sets import queries, services
from knotwork.sets.enums import Why
from knotwork.sets.rules import LARGEST
from knotwork.sets.tests import factories

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def at_once(*acts: Callable[[], object]) -> list[Why]:
    """Do these at the same moment, each over its own connection; returns why any were refused."""
    together = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> Why | None:
        together.wait()
        try:
            act()
        except Refused as refused:
            return Why(refused.why)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return [why for why in pool.map(alone, acts) if why is not None]


def joining(secret, person):
    return lambda: services.join(secret=secret, person=person, commitment="I come.", at=AT)


def test_two_who_join_for_the_twelfth_place_do_not_both_get_it(real_database):
    bo = factories.person("Bo", AT)
    heron = factories.heron(bo, AT)
    for number in range(LARGEST - 2):
        factories.add(heron, factories.person(f"Member{number}", AT), bo, AT)
    acts = [joining(services.invite(heron, by=bo, at=AT)[1], factories.person(name, AT)) for name in ("Edo", "Farah", "Kim")]

    refused = at_once(*acts)

    assert refused == [Why.SET_IS_FULL] * 2
    assert queries.size(heron) == LARGEST


def test_one_link_pressed_twice_at_once_brings_one_member(real_database):
    bo = factories.person("Bo", AT)
    heron = factories.heron(bo, AT)
    _invitation, secret = services.invite(heron, by=bo, at=AT)

    refused = at_once(*(joining(secret, factories.person(name, AT)) for name in ("Chen", "Dina")))

    assert refused == [Why.INVITATION_USED]
    assert queries.size(heron) == 2


def test_one_link_in_three_browsers_opens_one_account(real_database):
    bo = factories.person("Bo", AT)
    invitation, _secret = services.invite(factories.heron(bo, AT), by=bo, at=AT)
    opened: list[bool] = []

    refused = at_once(*[lambda: opened.append(services.open_account_with(invitation.pk, AT))] * 3)

    assert refused == []
    assert sorted(opened) == [False, False, True]
    assert services.account_state(invitation.pk, AT) is Invited.HAS_OPENED


def test_a_set_both_of_whose_members_leave_at_once_closes(real_database):
    bo, chen = factories.person("Bo", AT), factories.person("Chen", AT)
    heron = factories.heron(bo, AT)
    factories.add(heron, chen, bo, AT)

    refused = at_once(*(lambda one=one: services.leave(heron, by=one, at=AT) for one in (bo, chen)))

    heron.refresh_from_db()
    assert refused == []
    assert (heron.stage, heron.archived_at) == ("closed", AT)
