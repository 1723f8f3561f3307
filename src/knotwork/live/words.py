"""What screens say for the words of this app."""

from django.utils.translation import gettext_lazy as _

from knotwork.live.enums import Why as OurWhy
from knotwork.live.enums import WordsFor
from knotwork.live.flow.state import Answer, PauseKind, QuestionState, Seat, SlotState
from knotwork.live.flow.why import Why
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        OurWhy.NOT_IN_THIS_ROOM: _("This room is not open to you."),
        OurWhy.NOT_A_MOVE: _("The room does not know what that means."),
        OurWhy.WORDS_MISSING: _("There are no words yet. Write a few, or just say it."),
        OurWhy.WORDS_TOO_LONG: _("That is longer than the room can keep. Say it in fewer words."),
        OurWhy.NOT_YOUR_CHALLENGE: _(
            "You can ask for airtime with a challenge of your own in which something was tried or is planned."
        ),
        OurWhy.NOT_YOUR_ACTION: _("You can only tell of your own actions."),
        OurWhy.NOT_ON_THE_SCALE: _("The scale goes from 1 to 5."),
        OurWhy.OVER: _("This meeting is over."),
    },
    {
        WordsFor.SET: _("for the set"),
        WordsFor.PRESENTER: _("for the presenter"),
        WordsFor.ME: _("for me alone"),
        WordsFor.NAMED: _("with names"),
        WordsFor.UNNAMED: _("without names"),
    },
    {
        Why.NOT_OPEN: _("The meeting is not open yet."),
        Why.CLOSED: _("This meeting is over."),
        Why.STALE: _("The set had moved on already, so nothing was changed."),
        Why.ALREADY_SO: _("That is so already."),
        Why.NOTHING_DUE: _("Nothing is waiting to happen."),
        Why.NOT_IN_THE_ROOM: _("You are not in this room."),
        Why.NOT_FOR_VISITORS: _("Visitors listen; this is for the set."),
        Why.PRODUCT_ONLY: _("This happens by itself."),
        Why.NOT_STEERING: _("The steward moves the meeting on. You can suggest it."),
        Why.PRESENTER_OR_STEWARD: _(
            "In this turn the presenter or the steward moves on. You can say that you think it is time."
        ),
        Why.PRESENTER_ONLY: _("Only the presenter can do this."),
        Why.NOT_THE_PRESENTER: _("The presenter cannot do this in their own turn."),
        Why.STEWARD_ONLY: _("Only the steward can do this."),
        Why.MEMBERS_ONLY: _("This is for the members of the set."),
        Why.NOT_NOW: _("This is not the moment for that."),
        Why.PAUSED: _("Time stands still just now. Go on first."),
        Why.NOT_PAUSED: _("Time is running already."),
        Why.IN_A_SLOT: _("This has to wait until the turn is over."),
        Why.NOT_IN_A_SLOT: _("Nobody is presenting just now."),
        Why.FIRST_PHASE: _("This is where the meeting began."),
        Why.LAST_PHASE: _("This is the last phase. You can end the meeting."),
        Why.NO_RUNNING_ORDER: _("Agree first who presents today."),
        Why.NOT_SKIPPABLE: _("This phase is not left out."),
        Why.PROTECTED: _("This phase keeps its time unless everybody is ready."),
        Why.CHAIR_TAKEN: _("Somebody is steward already."),
        Why.NOT_OFFERED: _("The chair is not offered to you just now."),
        Why.NOT_YOUR_TURN: _("It is not your turn just now."),
        Why.NOT_THEIR_TURN: _("It is not their turn any more, so nothing was changed."),
        Why.NO_SUCH_PERSON: _("This person is not in the room."),
        Why.NO_SUCH_SLOT: _("There is no such turn today."),
        Why.NO_SUCH_QUESTION: _("That question is not here any more."),
        Why.NO_SUCH_WORDS: _("Those words are not here any more."),
        Why.NO_SUCH_PHASE: _("There is no such phase."),
        Why.NO_AIRTIME_HERE: _("Nobody presents in this kind of meeting."),
        Why.NOT_CAPTURED_HERE: _("This is not written down in this phase."),
        Why.NOT_YOURS: _("Only whoever wrote it can do this."),
        Why.HAS_OWN_SCREEN: _("They have a screen of their own."),
        Why.OUT_OF_RANGE: _("That number cannot be meant."),
        Why.NOT_ABANDONED: _("The meeting is still being held. Its steward can end it."),
    },
    {
        Seat.MEMBER: _("member"),
        Seat.FACILITATOR: _("facilitator"),
        Seat.OBSERVER: _("observer"),
        Seat.VISITOR: _("visitor"),
    },
    {
        PauseKind.BREAK: _("a break"),
        PauseKind.PROCESS: _("a look at how we work"),
    },
    {
        SlotState.PENDING: _("to come"),
        SlotState.BEGUN: _("begun"),
        SlotState.STOPPED: _("stopped"),
        SlotState.CARRIED: _("next time"),
    },
    {
        QuestionState.WAITING: _("waiting"),
        QuestionState.IN_PLAY: _("in play"),
        QuestionState.ANSWERED: _("answered"),
        QuestionState.PASSED: _("passed"),
        QuestionState.CARD: _("kept as a card"),
    },
    {
        Answer.AGREE: _("I agree"),
        Answer.CAN_LIVE_WITH: _("I can live with it"),
        Answer.OBJECT: _("Something stands in the way"),
    },
)

# Openings that often carry advice; the writer's own page looks for them, nothing else ever does.
ADVICE = (
    "have you tried",
    "have you thought of",
    "have you considered",
    "why don't you",
    "why not just",
    "shouldn't you",
    "couldn't you",
    "wouldn't it be better",
    "don't you think",
    "if i were you",
    "you could",
    "you should",
    "you need to",
    "you have to",
    "what about just",
    "how about",
)

ABOUT_STANDING = (
    OurWhy.NOT_IN_THIS_ROOM,
    OurWhy.NOT_YOUR_CHALLENGE,
    OurWhy.NOT_YOUR_ACTION,
    Why.NOT_IN_THE_ROOM,
    Why.NOT_FOR_VISITORS,
    Why.PRESENTER_OR_STEWARD,
    Why.PRESENTER_ONLY,
    Why.NOT_THE_PRESENTER,
    Why.STEWARD_ONLY,
    Why.MEMBERS_ONLY,
    Why.NOT_STEERING,
    Why.NOT_YOURS,
)
