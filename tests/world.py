"""A small world with one of everybody, in which every place that holds words holds a canary.

A canary is a word nobody would write: `CNRY-<kind>-<whose>`. `Canaries` knows who may ever read which; the trust tests
search every byte that leaves for those it should not hold.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome
from knotwork.agreements import services as agreements
from knotwork.agreements.enums import Answer
from knotwork.challenges import services as challenges
from knotwork.challenges.enums import Help, InterventionKind, Prompt
from knotwork.meetings import services as meetings
from knotwork.meetings.enums import Attendance
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.people.services import open_account
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import Audience, Level
from knotwork.sets import services as sets
from knotwork.sets.enums import EndRule, ProblemMode
from knotwork.sets.models import LearningSet

HERON = ("Bo", "Chen", "Dina", "Edo", "Farah")
CIRCLE = frozenset({*HERON, "Amara"})
"""Who may read what Heron keeps: its members, and its facilitator within the term."""


@dataclass
class Canaries:
    """Every canary and the names of those who may ever read it."""

    readers: dict[str, frozenset[str]] = field(default_factory=dict)

    def word(self, kind: str, whose: str, *, readers: frozenset[str] = CIRCLE) -> str:
        """A new canary, as a word to put somewhere."""
        canary = f"CNRY-{kind}-{whose}"
        self.readers[canary] = readers | self.readers.get(canary, frozenset())
        return f"{canary} words"

    def forbidden_to(self, name: str) -> set[str]:
        """Canaries this person may never read; everybody's for a name nobody has."""
        return {canary for canary, readers in self.readers.items() if name not in readers}


@dataclass
class World:
    """Heron, Weir, and one of everybody who stands to them in some way."""

    at: datetime
    canaries: Canaries = field(default_factory=Canaries)
    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, object] = field(default_factory=dict)
    heron: LearningSet = field(init=False)
    weir: LearningSet = field(init=False)
    past: Meeting = field(init=False)
    next: Meeting = field(init=False)

    def person(self, name: str, *, is_host: bool = False) -> Person:
        """This person's account, opened when first asked for."""
        if name not in self.people:
            address = f"{name.lower()}@example.org"
            self.people[name] = open_account(
                email=address, name=name, zone="Europe/London", is_host=is_host, at=self.at - timedelta(days=99)
            )
        return self.people[name]


def build(at: datetime) -> World:
    """The whole world: sets, agreement, meetings, challenges, actions, notes, log."""
    world = World(at)
    for name in ("Ivo", "Jun", "Kim", "Mara"):
        world.person(name)
    world.person("Lev", is_host=True)
    _gather(world)
    _agree(world)
    _plan(world)
    _bring(world)
    _write(world)
    return world


def _gather(world: World) -> None:
    """Heron with a facilitator, a former facilitator, somebody who left and somebody invited; Weir beside it."""
    word, begun = world.canaries.word, world.at - timedelta(days=60)
    world.heron = _set(world, "Heron", HERON, begun)
    world.weir = _set(world, "Weir", ("Hana", "Noor", "Oskar"), begun)
    bo = world.person("Bo")
    over = sets.begin_term(world.heron, person=world.person("Ines"), end_rule=EndRule.OPEN, by=bo, at=begun + timedelta(days=1))
    sets.end_term(over, by=bo, at=begun + timedelta(days=10))
    sets.begin_term(world.heron, person=world.person("Amara"), end_rule=EndRule.OPEN, by=bo, at=begun + timedelta(days=11))
    _join(world, world.heron, "Goran", begun)
    sets.leave(world.heron, goodbye=word("goodbye", "Goran"), by=world.person("Goran"), at=begun + timedelta(days=20))
    _need(world, "Dina", begun)
    invitation, secret = sets.invite(world.heron, address="kim@example.org", by=bo, at=world.at - timedelta(days=1))
    world.ids |= {"invitation": invitation.pk, "secret": secret}


def _set(world: World, name: str, members: tuple[str, ...], at: datetime) -> LearningSet:
    circle = CIRCLE if name == "Heron" else frozenset(members)
    word = world.canaries.word
    learning_set = sets.start_set(
        name=word("setname", name, readers=circle | {"Kim", "Goran", "Ines"}),
        purpose=word("purpose", name, readers=circle | {"Kim"}),
        target_size=6,
        problem_mode=ProblemMode.OWN,
        zone="Europe/London",
        by=world.person(members[0]),
        at=at,
    )
    for member in members[1:]:
        _join(world, learning_set, member, at)
    return learning_set


def _join(world: World, learning_set: LearningSet, name: str, at: datetime) -> None:
    readers = frozenset({name}) | (CIRCLE if name in HERON or name == "Goran" else {"Hana", "Noor", "Oskar"})
    word = world.canaries.word
    inviting = world.person("Bo" if readers & CIRCLE else "Hana")
    _, secret = sets.invite(learning_set, by=inviting, at=at)
    sets.join(
        secret=secret,
        person=world.person(name),
        commitment=word("commitment", name, readers=readers),
        bio=word("bio", name, readers=readers),
        hopes=word("hopes", name, readers=readers),
        at=at + timedelta(hours=1),
    )


def _need(world: World, name: str, at: datetime) -> None:
    """Access needs, for the facilitator in term alone."""
    word = world.canaries.word
    sets.change_membership(
        world.heron, commitment=word("commitment", name), bio=word("bio", name), hopes=word("hopes", name), languages=word("tongue", name),
        access_needs=word("needs", name, readers=frozenset({name, "Amara"})), access_needs_for=None, by=world.person(name), at=at,
    )  # fmt: skip


def _agree(world: World) -> None:
    """Version 1 in force; words of an objection that was made on the way."""
    word, then = world.canaries.word, world.at - timedelta(days=35)
    bo = world.person("Bo")
    draft = agreements.begin_draft(world.heron, by=bo, at=then)
    draft = agreements.add_clause(draft, text=word("clause", "Heron"), by=bo, at=then)
    agreements.answer(
        draft, revision=draft.revision, answer=Answer.OBJECT, words=word("objection", "Edo"), by=world.person("Edo"), at=then
    )
    for name in HERON:
        draft.refresh_from_db()
        agreements.answer(
            draft, revision=draft.revision, answer=Answer.AGREE, by=world.person(name), at=then + timedelta(hours=1)
        )


def _plan(world: World) -> None:
    """One meeting held long ago, one about to begin."""
    word, bo = world.canaries.word, world.person("Bo")
    starts_on = world.at.date() - timedelta(weeks=4)
    wall = (world.at + timedelta(minutes=5)).time().replace(second=0, microsecond=0, tzinfo=None)
    series = meetings.plan_series(
        world.heron, every_weeks=4, starts_on=starts_on, wall_time=time(wall.hour, wall.minute), zone="Europe/London",
        count=3, minutes=210, by=bo, at=world.at - timedelta(days=34),
    )  # fmt: skip
    world.past, world.next, _ = series.meetings.order_by("number")
    meetings.answer_attendance(
        world.next,
        answer=Attendance.LATE,
        message=word("apology", "Edo"),
        by=world.person("Edo"),
        at=world.at - timedelta(days=1),
    )
    meetings.arrange(
        world.next, video_link="https://video.example.org/CNRY-video-Heron", place=word("place", "Heron"), access_notes=word("way", "Heron"),
        minutes=210, by=bo, at=world.at - timedelta(days=1),
    )  # fmt: skip
    world.canaries.word("video", "Heron")


def _bring(world: World) -> None:
    """Challenges: one shown and reframed, one still its owner's alone; briefs, kept questions, actions."""
    word, then = world.canaries.word, world.at - timedelta(days=20)
    dina = world.person("Dina")
    only_dina = frozenset({"Dina"})
    shown = challenges.begin(owner=dina, learning_set=world.heron, headline=word("headline", "Dina"), shown=True, at=then)
    challenges.reframe(shown, headline=word("reframed", "Dina"), moved_by=word("movedby", "Dina"), by=dina, at=then)
    challenges.tell_intervention(shown, kind=InterventionKind.TRIED, what=word("tried", "Dina"), by=dina, at=then)
    kept = challenges.keep_question(
        owner=dina, challenge=shown, meeting=None, text=word("kept", "Dina", readers=only_dina), at=then
    )
    own = challenges.begin(
        owner=dina, learning_set=world.heron, headline=word("ownheadline", "Dina", readers=only_dina), at=then
    )
    brief = {prompt: word(f"brief{nth}", "Dina", readers=only_dina) for nth, prompt in enumerate(Prompt)}
    challenges.write_brief(own, answers=brief, help_wanted=Help.EXPLORE, challenge_invited=3, version=0, by=dina, at=then)
    action = actions.set_out(
        owner=dina, learning_set=world.heron, what=word("action", "Dina"), hopes_to_learn=word("hopestolearn", "Dina"),
        by_on=date(2026, 12, 1), challenge=shown, at=then,
    )  # fmt: skip
    hidden = actions.set_out(
        owner=dina, learning_set=world.heron, what=word("ownaction", "Dina", readers=only_dina), shown=False, at=then
    )
    actions.report(action, outcome=Outcome.PARTLY, what_happened=word("report", "Dina", readers=only_dina), by=dina, at=then)
    world.ids |= {"challenge": shown.pk, "own_challenge": own.pk, "kept": kept.pk, "action": action.pk, "own_action": hidden.pk}


def _write(world: World) -> None:
    """Learning notes for the set and for oneself, and the private log."""
    word, then = world.canaries.word, world.at - timedelta(days=10)
    dina, only_dina = world.person("Dina"), frozenset({"Dina"})
    told = reflections.note(
        author=dina, learning_set=world.heron, level=Level.SET, text=word("setnote", "Dina"), audience=Audience.SET, at=then
    )
    own = reflections.note(
        author=dina,
        learning_set=world.heron,
        level=Level.SELF,
        text=word("ownnote", "Dina", readers=only_dina),
        audience=Audience.ME,
        at=then,
    )
    entry = reflections.write_entry(
        author=dina, title=word("logtitle", "Dina", readers=only_dina), text=word("log", "Dina", readers=only_dina), at=then
    )
    world.ids |= {"note": told.pk, "own_note": own.pk, "entry": entry.pk}
