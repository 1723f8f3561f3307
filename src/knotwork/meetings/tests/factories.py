"""What the tests of meetings need, made with the apps' own services."""

from datetime import date, datetime, time

from knotwork.meetings import services
from knotwork.meetings.models import Meeting
from knotwork.people import services as people
from knotwork.people.models import Person
from knotwork.sets import services as sets
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet


def person(name: str, at: datetime, *, zone: str = "Europe/London") -> Person:
    return people.open_account(email=f"{name.lower()}@example.org", name=name, zone=zone, at=at)


def heron(at: datetime, *, zones: dict[str, str] | None = None) -> tuple[LearningSet, dict[str, Person]]:
    """The set Heron, on London's clock, with three members unless others are named."""
    wanted = zones or {"Bo": "Europe/London", "Chen": "America/New_York", "Dina": "Africa/Nairobi"}
    cast = {name: person(name, at, zone=zone) for name, zone in wanted.items()}
    first, *others = cast.values()
    learning_set = sets.start_set(
        name="Heron", purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/London", by=first, at=at
    )
    for other in others:
        _, secret = sets.invite(learning_set, by=first, at=at)
        sets.join(secret=secret, person=other, commitment="I come.", at=at)
    return learning_set, cast


def series(learning_set: LearningSet, by: Person, at: datetime, *, count: int = 3) -> list[Meeting]:
    """Meetings every two weeks, Tuesdays 15:00 London time, from 2 March 2027 (design: domain.md §14.7)."""
    services.plan_series(
        learning_set,
        every_weeks=2,
        starts_on=date(2027, 3, 2),
        wall_time=time(15),
        zone="Europe/London",
        count=count,
        minutes=210,
        by=by,
        at=at,
    )
    return list(Meeting.objects.of([learning_set]).in_order())
