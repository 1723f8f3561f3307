"""How the four of Ferry divide, draw and weigh between their meetings the one challenge they share."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from knotwork.challenges import queries, services
from knotwork.challenges.enums import SheetKind
from knotwork.challenges.models import Challenge
from knotwork.demo import ferry
from knotwork.demo.cast import PIA, SANA, TOMAS, Role
from knotwork.demo.mapped import Pen
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person

DAY = timedelta(days=1)
type People = Mapping[Role, Person]


def begin(met: Meeting, cast: People) -> None:
    """After their first meeting they name who opens doors, and each takes a part."""
    shared, then = _shared(met), met.planned_end_at + 2 * DAY
    services.name_sponsor(shared, words=ferry.SPONSOR, by=cast[PIA], at=then)
    for nth, part in enumerate(ferry.PARTS):
        at = then + timedelta(hours=3 * nth)
        written = services.write_part(shared, what=part.what, takes=part.writer == part.holder, by=cast[part.writer], at=at)
        if part.writer != part.holder:
            services.take_part(written, by=cast[part.holder], at=at + timedelta(hours=1))


def go_on(held: Sequence[Meeting], cast: People) -> None:
    """They draw what hangs together after the second meeting, and weigh it and give a part back after the third."""
    shared, third = _shared(held[0]), held[2].planned_end_at
    pen = Pen(shared, cast[TOMAS])
    pen.link(ferry.LINKED, pen.draw(ferry.DRAWN, held[1].planned_end_at + 3 * DAY))
    services.keep_sheet(shared, kind=SheetKind.FORCES, lines=ferry.WEIGHED, version=0, by=cast[SANA], at=third + 4 * DAY)
    back = {part.what: part.holder for part in ferry.PARTS if part.given_back}
    for part in queries.parts(cast[SANA], shared, third):
        if part.part.what in back:
            services.give_part_back(part.part, by=cast[back[part.part.what]], at=third + 5 * DAY)


def _shared(met: Meeting) -> Challenge:
    shared = queries.shared_of(met.learning_set)
    assert shared is not None  # noqa: S101 – the first meeting began it
    return shared
