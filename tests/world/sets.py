"""How the sets of the world began, what they agreed, and when they meet."""

from datetime import datetime, time, timedelta

from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer, Choice
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Attendance
from knotwork.protocols import queries as protocols
from knotwork.protocols import services as shapes
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, ProblemMode
from knotwork.sets.models import LearningSet
from knotwork.sets.rules import TermWish
from tests.world.core import CIRCLE, HERON, MEMBERS, OF_WEIR, WEIR, World

DAY = timedelta(days=1)


def gather(world: World) -> None:
    """Heron with a facilitator, a former facilitator, somebody who will leave and somebody invited; Weir beside it."""
    world.sets["Heron"] = _set(world, "Heron", HERON)
    world.sets["Weir"] = _set(world, "Weir", WEIR)
    bo = world.person("Bo")
    over = sets.begin_term(world.heron, person=world.person("Ines"), end_rule=EndRule.OPEN, by=bo, at=world.begun + DAY)
    world.meetings["Heron", "first"] = meetings.plan_meeting(
        world.heron, starts_at=world.begun + 5 * DAY, minutes=90, protocol_key="first-meeting", by=bo, at=world.begun + 2 * DAY
    )
    _join(world, world.heron, "Goran", world.begun)
    late = world.word("apologyfirst", "Ines", readers=MEMBERS | {"Goran"})
    meetings.answer_attendance(
        world.meetings["Heron", "first"],
        answer=Attendance.LATE,
        message=late,
        by=world.person("Ines"),
        at=world.begun + 3 * DAY,
    )
    sets.end_term(over, by=bo, at=world.begun + 10 * DAY)
    sets.begin_term(world.heron, person=world.person("Amara"), end_rule=EndRule.OPEN, by=bo, at=world.begun + 11 * DAY)
    for whose, address in (("Heron", "kim@example.org"), ("Weir", "jun@example.org")):
        inviting = world.person("Bo" if whose == "Heron" else "Hana")
        invitation, secret = sets.invite(world.sets[whose], address=address, by=inviting, at=world.at - DAY)
        world.ids |= {(whose, "invitation"): invitation.pk, (whose, "secret"): secret}


def say_goodbye(world: World) -> None:
    """Goran leaves with a line for those who stay; Dina says what helps her take part."""
    goran, word = world.person("Goran"), world.word
    sets.leave(world.heron, goodbye=word("goodbye", "Goran", readers=CIRCLE | {"Goran"}), by=goran, at=world.begun + 20 * DAY)
    sets.change_membership(
        world.heron, commitment=word("commitment", "Dina"), bio=word("bio", "Dina"), hopes=word("hopes", "Dina"),
        languages=word("tongue", "Dina"), access_needs=word("needs", "Dina", readers=frozenset({"Dina", "Amara"})),
        access_needs_for=None, by=world.person("Dina"), at=world.begun,
    )  # fmt: skip


def _set(world: World, name: str, members: tuple[str, ...]) -> LearningSet:
    circle, word = (CIRCLE if name == "Heron" else OF_WEIR), world.word
    invited = frozenset({"Kim"} if name == "Heron" else {"Jun"})
    once_in = frozenset({"Goran", "Ines"} if name == "Heron" else set())
    learning_set = sets.start_set(
        name=word("setname", name, readers=circle | invited | once_in),
        purpose=word("purpose", name, readers=circle | invited),
        target_size=6,
        problem_mode=ProblemMode.SHARED,
        zone="Europe/London",
        commitment=word("commitment", members[0], readers=circle),
        by=world.person(members[0]),
        at=world.begun,
    )
    for member in members[1:]:
        _join(world, learning_set, member, world.begun)
    return learning_set


def _join(world: World, learning_set: LearningSet, name: str, at: datetime) -> None:
    readers = frozenset({name}) | (OF_WEIR if name in WEIR else CIRCLE)
    _, secret = sets.invite(learning_set, by=world.person("Hana" if name in WEIR else "Bo"), at=at)
    sets.join(
        secret=secret,
        person=world.person(name),
        commitment=world.word("commitment", name, readers=readers),
        bio=world.word("bio", name, readers=readers),
        hopes=world.word("hopes", name, readers=readers),
        languages=world.word("tongue", name, readers=readers),
        at=at + timedelta(hours=1),
    )


def agree(world: World) -> None:
    """Version 1 of Heron in force; words of an objection that was made on the way."""
    word, then, bo = world.word, world.at - 35 * DAY, world.person("Bo")
    draft = agreements.begin_draft(world.heron, by=bo, at=then)
    draft = agreements.add_clause(draft, text=word("clause", "Heron"), by=bo, at=then)
    agreements.answer(
        draft, revision=draft.revision, answer=Answer.OBJECT, words=word("objection", "Edo"), by=world.person("Edo"), at=then
    )
    for name in HERON:
        draft.refresh_from_db()
        agreements.answer(
            draft, revision=draft.revision, answer=Answer.AGREE, words=word("consent", name), by=world.person(name),
            at=then + timedelta(hours=1),
        )  # fmt: skip


def plan(world: World) -> None:
    """Meetings of both sets: one held four weeks ago, one that begins in five minutes, one to come."""
    wall = (world.at + timedelta(minutes=5)).time()
    for whose, by in (("Heron", "Bo"), ("Weir", "Hana")):
        series = meetings.plan_series(
            world.sets[whose], every_weeks=4, starts_on=world.at.date() - timedelta(weeks=4), wall_time=time(wall.hour, wall.minute),
            zone="Europe/London", count=3, minutes=210, by=world.person(by), at=world.at - 34 * DAY,
        )  # fmt: skip
        dated = series.meetings.order_by("number")
        world.meetings |= {(whose, when): one for when, one in zip(("past", "open", "later"), dated, strict=True)}
    meetings.choose_protocol(
        world.meetings["Weir", "past"], protocol_key="classic", by=world.person("Hana"), at=world.at - 33 * DAY
    )
    for whose, by in (("Heron", "Edo"), ("Weir", "Noor")):
        _arrange(world, whose, by)


def _arrange(world: World, whose: str, by: str) -> None:
    circle, then, person = (CIRCLE if whose == "Heron" else OF_WEIR), world.at - DAY, world.person(by)
    for when in ("open", "later"):
        meeting = world.meetings[whose, when]
        said = world.word(f"apology{when}", by, readers=circle)
        meetings.answer_attendance(meeting, answer=Attendance.LATE, message=said, by=person, at=then)
        world.word(f"video{when}", whose, readers=circle)
        meetings.arrange(
            meeting, video_link=f"https://video.example.org/CNRY-video{when}-{whose}",
            place=world.word(f"place{when}", whose, readers=circle), access_notes=world.word(f"way{when}", whose, readers=circle),
            minutes=210, by=person, at=then,
        )  # fmt: skip
    own = world.word("calendarname", by, readers=frozenset({by}))
    meetings.name_for_calendar(world.sets[whose], text=own, by=person)


def shape(world: World) -> None:
    """Each set works on a shape of its own, has changed it, and decides about an earlier text of it."""
    for whose, by in (("Heron", "Bo"), ("Weir", "Hana")):
        circle, then, member = (CIRCLE if whose == "Heron" else OF_WEIR), world.at - 3 * DAY, world.person(by)
        label = world.word("shape", whose, readers=circle)
        classic = protocols.shipped_by_key("classic")
        own = shapes.begin(world.sets[whose], protocol=classic, label=label, parent="classic", by=member, at=then)
        reason = world.word("shapereason", by, readers=circle)
        shapes.propose(own, reason=reason, by=member, at=then)
        label = world.word("newshape", whose, readers=circle)
        shapes.name(own, label=label, inspired_by="", seen=own.revision, by=member, at=then)
        world.ids |= {(whose, "shape"): own.pk}


def propose(world: World) -> None:
    """A version of each agreement being written, with an objection; and a proposal about facilitation."""
    for whose, by, other in (("Heron", "Bo", "Edo"), ("Weir", "Hana", "Oskar")):
        circle, then = (CIRCLE if whose == "Heron" else OF_WEIR), world.at - 2 * DAY
        member, objector, learning_set = world.person(by), world.person(other), world.sets[whose]
        said = {kind: world.word(kind, other, readers=circle) for kind in ("newobjection", "answer")}
        draft = agreements.begin_draft(learning_set, by=member, at=then)
        draft = agreements.add_clause(draft, text=world.word("newclause", whose, readers=circle), by=member, at=then)
        agreements.say_why(draft, reason=world.word("whychange", by, readers=circle), by=member, at=then)
        agreements.answer(
            draft, revision=draft.revision, answer=Answer.OBJECT, words=said["newobjection"], by=objector, at=then
        )
        asked = agreements.propose_facilitation(
            learning_set, choice=Choice.SELF_MANAGE, wish=TermWish(EndRule.OPEN), address="",
            reason=world.word("reason", by, readers=circle), by=member, at=then,
        )  # fmt: skip
        agreements.answer(asked, revision=asked.revision, answer=Answer.OBJECT, words=said["answer"], by=objector, at=then)
        put = agreements.propose(
            learning_set, kind="notes", body={"keep": "actions"}, reason=world.word("whynotes", by, readers=circle), by=member,
            at=then,
        )  # fmt: skip
        agreements.remark(put, text=world.word("remark", other, readers=circle), by=objector, at=then)
        owner = "Dina" if whose == "Heron" else "Noor"
        own = world.word("remark", owner, readers=circle)
        world.ids[whose, "remark"] = agreements.remark(put, text=own, by=world.person(owner), at=then).pk
        no = world.word("norule", other, readers=circle)
        agreements.answer(put, revision=put.revision, answer=Answer.OBJECT, words=no, by=objector, at=then)
        world.ids[whose, "proposal"] = put.pk
        world.ids |= {(whose, "clause"): draft.body["clauses"][-1]["id"], (whose, "version"): draft.number}
