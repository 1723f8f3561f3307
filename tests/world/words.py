"""What the people of the world bring, set out to try, and write down."""

from datetime import date, timedelta
from functools import partial

from knotwork.actions import services as actions
from knotwork.actions.enums import Fold, Outcome, Telling
from knotwork.challenges import queries as challenge_queries
from knotwork.challenges import services as challenges
from knotwork.challenges.enums import Domain, Help, InterventionKind, LinkKind, NodeKind, Prompt
from knotwork.challenges.models import Challenge
from knotwork.challenges.rules.domain_map import Joined, Said
from knotwork.challenges.services import domain_map as drawing
from knotwork.people.services import keep_out
from knotwork.platform.kit.ids import new_id
from knotwork.reflections import queries as reflection_queries
from knotwork.reflections import services as reflections
from knotwork.reflections.enums import About, Audience, Level, LogPrompt, PromptModel, PulseItem, ReadinessItem, Skill
from knotwork.repairs import services as repairs
from tests.world.core import CIRCLE, HERON, MEMBERS, OF_WEIR, WEIR, World
from tests.world.life import life_of

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def bring(world: World, owner: str, whose: str) -> None:
    """Challenges: one shown and reframed, one still its owner's alone; briefs, kept questions, actions."""
    circle, alone, then = (CIRCLE if whose == "Heron" else OF_WEIR), frozenset({owner}), world.at - 20 * DAY
    word, person, learning_set = world.word, world.person(owner), world.sets[whose]
    shown = challenges.begin(
        owner=person, learning_set=learning_set, headline=word("headline", owner, readers=circle), shown=True, at=then
    )
    moved_by = word("movedby", owner, readers=circle)
    challenges.reframe(shown, headline=word("reframed", owner, readers=circle), moved_by=moved_by, by=person, at=then)
    for kind in InterventionKind:
        told = word(kind.value, owner, readers=circle)
        challenges.tell_intervention(shown, kind=kind, what=told, by=person, at=then)
    kept = challenges.keep_question(
        owner=person, challenge=shown, meeting=None, text=word("kept", owner, readers=alone), at=then
    )
    headline = word("ownheadline", owner, readers=alone)
    own = challenges.begin(owner=person, learning_set=learning_set, headline=headline, at=then)
    _prepare(world, owner, whose, shown, readers=circle, kind="brief")
    _prepare(world, owner, whose, own, readers=alone, kind="ownbrief")
    challenges.share_brief(shown, meeting=world.meetings[whose, "open"], by=person, at=then + DAY)
    world.ids |= {(whose, "challenge"): shown.pk, (whose, "own challenge"): own.pk, (whose, "kept"): kept.pk}
    _share(world, owner, whose, circle=circle)
    _entrust(world, owner, whose)
    life_of(world, owner, shown, circle=circle, at=then)
    _draw(world, owner, (whose, "map"), shown, readers=circle)
    _draw(world, owner, (whose, "own map"), own, readers=alone)
    _set_out(world, owner, whose, circle=circle)


def _share(world: World, owner: str, whose: str, *, circle: frozenset[str]) -> None:
    """What the set works on together: put anew, with a sponsor, something tried, and a part that somebody holds."""
    then, person, learning_set = world.at - 20 * DAY, world.person(owner), world.sets[whose]
    word = partial(world.word, readers=circle)
    shared = challenge_queries.shared_of(learning_set) or challenges.begin_shared(
        learning_set=learning_set, headline=word("together", owner), by=person, at=then
    )
    before = word("togetherthen", owner)
    challenges.reframe(shared, headline=before, moved_by=word("togethermoved", owner), by=person, at=then)
    now = word("sharednow", owner)
    challenges.reframe(shared, headline=now, moved_by=word("togetherquestion", owner), by=person, at=then + HOUR)
    challenges.name_sponsor(shared, words=word("sharedsponsor", owner), by=person, at=then)
    kind, tried = InterventionKind.TRIED, word("togethertried", owner)
    challenges.tell_intervention(shared, kind=kind, what=tried, by=person, at=then)
    part = challenges.write_part(shared, what=word("sharedpart", owner), takes=True, by=person, at=then)
    gone = challenges.write_part(shared, what=word("togethergone", owner), takes=True, by=person, at=then)
    challenges.put_part_away(gone, by=person, at=then)
    actions.set_out(owner=person, learning_set=learning_set, what=word("togetheraction", owner), challenge=shared, at=then)
    world.ids |= {(whose, "shared"): shared.pk, (whose, "part"): part.pk}


def _entrust(world: World, owner: str, whose: str) -> None:
    """Something got out, which one person tells one other, who invites a third to talk."""
    keeper = "Amara" if whose == "Heron" else "Hana"
    words = world.word("matter", owner, readers=frozenset({owner, keeper}))
    raised = repairs.raise_matter(
        world.sets[whose], keeper=world.person(keeper), words=words, by=world.person(owner), at=world.at - DAY
    )
    invited = "Bo" if whose == "Heron" else "Oskar"
    repairs.answer(raised, by=world.person(keeper), at=world.at - 20 * HOUR)
    told = world.word("invitation", keeper, readers=frozenset({owner, keeper, invited}))
    talk = repairs.prepare_talk(
        raised, concerned=world.person(invited), words=told, by=world.person(keeper), at=world.at - 19 * HOUR
    )
    repairs.send_talk(talk, by=world.person(owner), at=world.at - 18 * HOUR)
    world.ids |= {(whose, "matter"): raised.pk, (whose, "talk"): talk.pk}


def _draw(world: World, owner: str, what: tuple[str, str], challenge: Challenge, *, readers: frozenset[str]) -> None:
    """A map with two things and a link, from which a third has gone since."""
    person, then, kind = world.person(owner), world.at - 19 * DAY, what[1].replace(" ", "")
    ids = {name: new_id() for name in ("node", "other", "went", "link")}
    for name in ("node", "other", "went"):
        said = Said(world.word(f"{kind}{name}", owner, readers=readers), NodeKind.ISSUE, frozenset({Domain.SOCIAL}))
        drawing.add_node(challenge, said=said, key=ids[name], by=person, at=then)
    joined = Joined(str(ids["node"]), LinkKind.DRIVES, str(ids["other"]))
    drawing.add_link(challenge, joined=joined, key=ids["link"], by=person, at=then)
    drawing.remove_node(challenge, ids["went"], by=person, at=then + DAY)
    world.ids |= {(what[0], f"{what[1]} {name}"): ids[name] for name in ("node", "link")}


def _prepare(world: World, owner: str, whose: str, challenge: object, *, readers: frozenset[str], kind: str) -> None:
    answers = {prompt: world.word(f"{kind}{prompt.value.replace('_', '')}", owner, readers=readers) for prompt in Prompt}
    challenges.write_brief(
        challenge, answers=answers, help_wanted=Help.EXPLORE, challenge_invited=3, version=0, by=world.person(owner),
        at=world.at - 20 * DAY,
    )  # fmt: skip


def _set_out(world: World, owner: str, whose: str, *, circle: frozenset[str]) -> None:
    word, person, learning_set, then = world.word, world.person(owner), world.sets[whose], world.at - 20 * DAY
    alone = frozenset({owner})
    more = {fold.value: word(f"fold{fold.value.replace('_', '')}", owner, readers=circle) for fold in Fold}
    action = actions.set_out(
        owner=person, learning_set=learning_set, what=word("action", owner, readers=circle),
        hopes_to_learn=word("hopestolearn", owner, readers=circle), more=more, by_on=date(2026, 12, 1), at=then,
    )  # fmt: skip
    hidden = actions.set_out(
        owner=person, learning_set=learning_set, what=word("ownaction", owner, readers=alone), shown=False, at=then
    )
    told = {one.value: word(f"telling{one.value.replace('_', '')}", owner, readers=circle) for one in Telling}
    done = actions.set_out(owner=person, learning_set=learning_set, what=word("doneaction", owner, readers=circle), at=then)
    actions.report(
        done, outcome=Outcome.NOT_TRIED, what_happened=word("report", owner, readers=circle), more=told, shown=True, by=person,
        at=then + DAY,
    )  # fmt: skip
    actions.report(
        hidden, outcome=Outcome.PARTLY, what_happened=word("ownreport", owner, readers=alone), by=person, at=then + DAY
    )
    asked = world.person("Farah" if whose == "Heron" else "Oskar")
    call = actions.ask_for_call(learning_set, asked=asked, starts_at=None, by=person, at=then)
    world.ids |= {(whose, "action"): action.pk, (whose, "own action"): hidden.pk, (whose, "done action"): done.pk}
    world.ids[whose, "call"] = call.pk


def reflect(world: World, owner: str, whose: str) -> None:
    """Learning notes for the set and for oneself, and the private log."""
    circle, alone, then = (CIRCLE if whose == "Heron" else OF_WEIR), frozenset({owner}), world.at - 10 * DAY
    person, learning_set, word = world.person(owner), world.sets[whose], world.word
    told = reflections.note(
        author=person, learning_set=learning_set, level=Level.SET, text=word("setnote", owner, readers=circle),
        audience=Audience.SET, at=then,
    )  # fmt: skip
    own = reflections.note(
        author=person, learning_set=learning_set, level=Level.SELF, text=word("ownnote", owner, readers=alone),
        audience=Audience.ME, at=then,
    )  # fmt: skip
    kept_out = keep_out(
        person, name=word("outsider", owner, readers=alone), instead=word("role", owner, readers=alone), at=then
    )
    world.ids[whose, "name kept out"] = kept_out.pk
    entry = reflections.write_entry(
        author=person, title=word("logtitle", owner, readers=alone), text=word("log", owner, readers=alone),
        model=PromptModel.SOLO, answers={LogPrompt.MY_PART: word("loganswer", owner, readers=alone)}, at=then,
    )  # fmt: skip
    practice = reflections.choose_skill(
        world.meetings[whose, "open"], skill=Skill.SILENCE, focus=word("focus", owner, readers=circle), by=person, at=then
    )
    world.ids[whose, "practice"] = practice.pk
    world.ids |= {(whose, "note"): told.pk, (whose, "own note"): own.pk, (whose, "entry"): entry.pk}


def take_the_pulse(world: World, owner: str, whose: str) -> None:
    """A pulse that is over, answered by two, and an open one its asker alone answered; so with the readiness."""
    learning_set, person = world.sets[whose], world.person(owner)
    first = reflections.ask_pulse(learning_set, by=person, at=world.at - 30 * DAY)
    for name in (HERON if whose == "Heron" else WEIR)[-2:]:
        scores = dict.fromkeys(PulseItem, 2)
        reflections.answer_pulse(first, scores=scores, by=world.person(name), at=world.at - 29 * DAY)
    asked = reflections.ask_pulse(learning_set, by=person, at=world.at - 2 * DAY)
    reflections.answer_pulse(asked, scores=dict.fromkeys(PulseItem, 4), by=person, at=world.at - DAY)
    looking = reflections.ask_pulse(learning_set, about=About.READINESS, by=person, at=world.at - 2 * DAY)
    reflections.answer_pulse(looking, scores=dict.fromkeys(ReadinessItem, 4), by=person, at=world.at - DAY)
    world.ids |= {(whose, "pulse over"): first.pk, (whose, "pulse"): asked.pk, (whose, "readiness"): looking.pk}


def write_back(world: World) -> None:
    """What somebody writes to Dina and to Noor about what they practise, while both have a meeting on."""
    for owner, whose, author in (("Dina", "Heron", "Farah"), ("Noor", "Weir", "Oskar")):
        practice = reflection_queries.own_practice(world.person(owner), world.meetings[whose, "open"])
        assert practice is not None
        text = world.word("feedback", author, readers=frozenset({owner}))
        reflections.give_feedback(practice, text=text, by=world.person(author), at=world.at + timedelta(minutes=9))


def write_alone(world: World) -> None:
    """The log of a facilitator after the term and of a stranger; a challenge of somebody who was in the set."""
    for name in ("Ines", "Amara", "Mara", "Lev"):
        text = world.word("log", name, readers=frozenset({name}))
        reflections.write_entry(author=world.person(name), title="", text=text, at=world.at - 10 * DAY)


def bring_before_leaving(world: World) -> None:
    """What Goran brought while he was in Heron: seen by those who were in it then, and by him."""
    readers, goran = MEMBERS | {"Goran"}, world.person("Goran")
    then = world.begun + 6 * DAY
    headline = world.word("headline", "Goran", readers=readers)
    brought = challenges.begin(owner=goran, learning_set=world.heron, headline=headline, shown=True, at=then)
    noted = world.word("setnote", "Goran", readers=readers)
    reflections.note(author=goran, learning_set=world.heron, level=Level.SET, text=noted, audience=Audience.SET, at=then)
    world.ids["Heron", "challenge of Goran"] = brought.pk
