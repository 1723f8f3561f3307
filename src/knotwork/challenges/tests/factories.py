"""What tests of challenges, actions and reflections begin with, told by the services themselves."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from knotwork.challenges import services
from knotwork.challenges.models import Challenge
from knotwork.meetings import services as meetings
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.people.services import open_account
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, ProblemMode, Standing
from knotwork.sets.models import LearningSet

NAUGHTY = Path(__file__).parents[4] / "tests" / "data" / "blns.json"


@dataclass(frozen=True)
class Heron:
    """Heron, begun sixty days ago: Bo, Dina and Edo are members, Goran left, Amara facilitates.

    Hana is a member of Weir, Lev administers the host, Mara is a stranger.
    """

    learning_set: LearningSet
    amara: Person
    bo: Person
    dina: Person
    edo: Person
    goran: Person
    hana: Person
    lev: Person
    mara: Person

    def others(self) -> list[Person]:
        """Everybody but Dina."""
        return [self.amara, self.bo, self.edo, self.goran, self.hana, self.lev, self.mara]

    def outsiders(self) -> list[Person]:
        """Everybody who reads nothing of Heron."""
        return [self.goran, self.hana, self.lev, self.mara]


def account(name: str, at: datetime, *, is_host: bool = False) -> Person:
    return open_account(email=f"{name.lower()}@example.org", name=name, zone="Europe/London", is_host=is_host, at=at)


def begin_set(name: str, by: Person, at: datetime) -> LearningSet:
    return sets.start_set(
        name=name, purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/London", by=by, at=at
    )


def join(learning_set: LearningSet, person: Person, by: Person, at: datetime) -> None:
    _invitation, secret = sets.invite(learning_set, by=by, at=at)
    sets.join(secret=secret, person=person, commitment="I come.", at=at)


def heron(at: datetime) -> Heron:
    begun = at - timedelta(days=60)
    names = ("Amara", "Bo", "Dina", "Edo", "Goran", "Hana", "Mara")
    cast = {name.lower(): account(name, begun) for name in names}
    learning_set = begin_set("Heron", cast["bo"], begun)
    for name in ("dina", "edo", "goran"):
        join(learning_set, cast[name], cast["bo"], begun)
    sets.begin_term(learning_set, person=cast["amara"], end_rule=EndRule.OPEN, by=cast["bo"], at=begun)
    sets.leave(learning_set, by=cast["goran"], at=begun + timedelta(days=1))
    begin_set("Weir", cast["hana"], begun)
    return Heron(learning_set=learning_set, lev=account("Lev", begun, is_host=True), **cast)


def newcomer(house: Heron, at: datetime) -> Person:
    """Farah, who joins Heron now."""
    farah = account("Farah", at)
    join(house.learning_set, farah, house.bo, at)
    return farah


def challenge(house: Heron, at: datetime, headline: str = "How do I tell the board?", *, shown: bool = False) -> Challenge:
    """A challenge of Dina's."""
    return services.begin(owner=house.dina, learning_set=house.learning_set, headline=headline, shown=shown, at=at)


def meeting(house: Heron, at: datetime) -> Meeting:
    """A meeting in three days."""
    return meetings.plan_meeting(
        house.learning_set, starts_at=at + timedelta(days=3), minutes=210, protocol_key="classic", by=house.bo, at=at
    )


def queries_of(view: Callable[..., HttpResponse], viewer: Person, subject: object, *standings: str) -> int:
    """How many queries the view itself takes to answer, behind the access check."""
    request: HttpRequest = RequestFactory().get("/")
    request.user = viewer
    request.subject, request.standings = subject, frozenset(standings) or frozenset({Standing.MEMBER})
    with CaptureQueriesContext(connection) as taken:
        assert view(request).status_code == 200
    return len(taken)


def naughty(how_many: int = 30) -> list[str]:
    """Hostile strings, spread over the whole list, that a text field can hold at all."""
    strings = [one for one in json.loads(NAUGHTY.read_text(encoding="utf-8")) if one.strip() and "\x00" not in one]
    return strings[:: len(strings) // how_many][:how_many]
