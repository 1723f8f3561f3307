"""What the people of Heron do between meetings, and what Mara does who has no set. Everything here is invented."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from knotwork.actions import queries as acted
from knotwork.actions import rules as calling
from knotwork.actions import services as actions
from knotwork.actions.enums import Outcome, Telling
from knotwork.demo.cast import BO, CHEN, DINA, EDO, FARAH, GORAN, MARA, Role
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person
from knotwork.reflections import queries as reflected
from knotwork.reflections import rules, services
from knotwork.reflections.enums import Audience, Level, LogPrompt, PromptModel, Skill, Source

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
type People = Mapping[Role, Person]
type Told = Mapping[str, str]

FIRST_TOLD: Told = {
    Telling.EXPECTED: "That she would say the number is for the ministry.",
    Telling.SURPRISE: "She asked me what I read first. I did not know.",
    Telling.LEARNED: "I had made her the reader so that I need not be one.",
    Telling.NEXT: "Read our own report aloud at home, as if a visitor had sent it.",
}
SECOND_TOLD: Told = {
    Telling.EXPECTED: "To be bored by page four.",
    Telling.SURPRISE: "I was angry by page two. Nobody is in it.",
    Telling.LEARNED: "The number hides that I no longer go into the rooms.",
}
PRACTISED = (
    (
        EDO,
        Skill.LISTENING,
        "Whether I look at the drawing or at the person.",
        FARAH,
        "You put the pencil down twice. Both times she said more.",
    ),
    (
        BO,
        Skill.SILENCE,
        "Whether three seconds pass before I speak.",
        DINA,
        "Two, I think. But I counted on you for the first time.",
    ),
    (CHEN, Skill.ASKING, "", GORAN, "Your last question had no 'why' in it and was the hardest."),
)
AHEAD = ((FARAH, Skill.CHALLENGING, "Whether I soften a question before it has landed."), (DINA, Skill.REFLECTING_BACK, ""))
TURNED_OVER: Told = {
    LogPrompt.WHAT: "I opened the second drawing after I had said that I would not.",
    LogPrompt.SO_WHAT: "It was not the drawing. I wanted somebody to need me before the weekend.",
    LogPrompt.NOW_WHAT: "On Friday I go home when Marit does.",
}
ALONE = (
    "I want our street to stop writing to the council and begin to speak to one another.",
    "I live at number nine. It matters to whoever is at home all day, and to the postwoman.",
    "A lorry route, eleven letters, no answer. Four houses have stopped greeting.",
    "I wrote the eleven letters. Nothing came of ten; one was printed.",
    "Writing them lets me be right and stay indoors.",
)


def tell(held: Sequence[Meeting], cast: People, *, at: datetime) -> None:
    """A thread of Goran's, what they practised, what they keep together, a call of two, and two who write alone."""
    _go_on(held, cast[GORAN])
    _practise(held, cast)
    _keep_together(held, cast)
    _call(held[4], cast, at=at)
    services.write_entry(
        author=cast[EDO], title="Friday, again", text="", model=PromptModel.WHAT, answers=TURNED_OVER, at=at - 6 * DAY
    )
    _think_alone(cast[MARA], at=at - 2 * DAY)


def _go_on(held: Sequence[Meeting], goran: Person) -> None:
    """What he did not try after the first meeting goes on for two more: carried over, then as something else."""
    learning_set = held[0].learning_set
    first = next(one for one in acted.mine(goran, learning_set) if one.status == Outcome.NOT_TRIED)
    then = held[1].planned_end_at + DAY
    again = actions.carry_over(first, by=goran, at=then)
    happened = "I went over instead of writing. It took ten minutes."
    actions.report(
        again, outcome=Outcome.PARTLY, what_happened=happened, more=FIRST_TOLD, shown=True, by=goran,
        at=held[2].planned_end_at + HOUR,
    )  # fmt: skip
    following = actions.change_shape(
        again, what=FIRST_TOLD[Telling.NEXT], hopes_to_learn="Who is missing in it.", by=goran,
        at=held[2].planned_end_at + 2 * DAY,
    )  # fmt: skip
    happened = "I read it to the kitchen. My daughter asked who it was about."
    actions.report(
        following, outcome=Outcome.TRIED, what_happened=happened, more=SECOND_TOLD, shown=True, by=goran,
        at=held[3].planned_end_at - HOUR,
    )  # fmt: skip


def _practise(held: Sequence[Meeting], cast: People) -> None:
    met = held[3]
    for role, skill, focus, author, text in PRACTISED:
        before = met.starts_at - 2 * DAY
        practice = services.choose_skill(met, skill=skill, focus=focus, by=cast[role], at=before)
        services.give_feedback(practice, text=text, by=cast[author], at=met.planned_end_at + 4 * HOUR)
    for role, skill, focus in AHEAD:
        services.choose_skill(held[4], skill=skill, focus=focus, by=cast[role], at=met.planned_end_at + 9 * DAY)


def _keep_together(held: Sequence[Meeting], cast: People) -> None:
    learning_set = held[0].learning_set
    shared = reflected.notes_of_set(cast[BO], learning_set)
    silence = next(note for note in shared if "whole minute" in note.text)
    for role in (BO, CHEN, DINA, EDO):
        services.wish_to_keep(silence, is_wish=True, by=cast[role])
    asking = next(note for note in shared if "better questions" in note.text)
    services.wish_to_keep(asking, is_wish=True, by=cast[DINA])
    services.note(
        author=cast[DINA], learning_set=learning_set, level=Level.SELF, source=Source.OTHERS_TURN,
        text="When Farah spoke of the tray called 'later' I knew where mine stands.", audience=Audience.ME, meeting=held[3],
        at=held[3].planned_end_at + DAY,
    )  # fmt: skip


def _call(following: Meeting, cast: People, *, at: datetime) -> None:
    """Dina and Chen have spoken since the last meeting."""
    learning_set, asked_at = following.learning_set, at - 12 * DAY
    times = calling.good_times(cast[DINA].zoneinfo, cast[CHEN].zoneinfo, since=asked_at, until=following.starts_at)
    call = actions.ask_for_call(learning_set, asked=cast[CHEN], starts_at=times[0], by=cast[DINA], at=asked_at)
    actions.accept_call(call, by=cast[CHEN], at=asked_at + 5 * HOUR)
    actions.tell_that_it_happened(call, by=cast[DINA])


def _think_alone(mara: Person, *, at: datetime) -> None:
    """Mara goes through five questions of the list and leaves the rest for another day."""
    answers: Told = dict(zip(rules.PROMPTS[PromptModel.SOLO], ALONE, strict=False))
    services.write_entry(author=mara, title="", text="", model=PromptModel.SOLO, answers=answers, at=at)
