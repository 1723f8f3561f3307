"""What screens say for the words of protocols."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.protocols.enums import Item, Why
from knotwork.protocols.fit import Fit
from knotwork.protocols.shape import Audience, Beside, Fault, Kind, Role, Rule

FITS: Words = {
    Fit.AS_MEANT: _("It fits as it is meant."),
    Fit.WITH_ROOM: _("It fits, and the turns can be longer."),
    Fit.TIGHT: _("It fits when everything is a little shorter."),
    Fit.TOO_MANY_PRESENTERS: _("It does not fit: there are too many turns for this time."),
    Fit.TOO_SHORT: _("It does not fit: the time is too short for this shape."),
    Fit.NO_PRESENTERS_HERE: _("It does not fit: nobody presents in this shape. Choose no presenters."),
    Fit.NEEDS_A_PRESENTER: _("It does not fit: this shape needs at least one presenter."),
}

ITEMS: Words = {
    Item.HEARD: _("I felt listened to"),
    Item.STRETCHED: _("The questions took somebody further than they could have gone alone"),
    Item.MINE_TO_ANSWER: _("The questions were the presenter’s to answer, not advice in disguise"),
    Item.AIRTIME: _("The time was shared as we agreed"),
    Item.BACKED: _("There was support enough"),
    Item.COURAGE: _("We touched what matters"),
    Item.CLEAR: _("I know what I will try next"),
    Item.FROM_OTHERS: _("I learned something from somebody else’s turn"),
    Item.AGREEMENT: _("We kept to our agreement"),
    Item.QUIET: _("There was room for silence"),
    Item.INCLUDED: _("Nobody was left outside"),
    Item.CHANGE: _("Keep, change or drop: what about our way of meeting?"),
    Item.AVOIDED: _("What did we stay away from?"),
    Item.BEST_QUESTION: _("The question of today that helped most"),
    Item.WORD: _("One word for this meeting"),
}

ROLES: Words = {
    Role.PRESENTER: _("presenter"),
    Role.MEMBER: _("members"),
    Role.STEWARD: _("steward"),
    Role.OBSERVER: _("observer"),
    Role.FACILITATOR: _("facilitator"),
}

RULES: Words = {
    Rule.TALK: _("We talk."),
    Rule.LISTEN: _("One speaks, the others only listen."),
    Rule.CLARIFY: _("Questions about facts, short answers."),
    Rule.OPEN_QUESTIONS: _("Open questions only, one at a time, no advice."),
    Rule.REFLECT: _("We say what we noticed, without advice."),
    Rule.OFFER: _("One offer each, if the presenter wants any."),
    Rule.WRITE: _("Everybody writes."),
    Rule.REST: _("We rest."),
}

KINDS: Words = {
    Kind.MOOD: _("how we arrive"),
    Kind.HOPE: _("hopes"),
    Kind.EXPECTATION: _("expectations"),
    Kind.HEADLINE: _("headlines of challenges"),
    Kind.BID: _("bids for airtime"),
    Kind.PROGRESS: _("what came of actions"),
    Kind.WANT: _("what the presenter wants"),
    Kind.QUESTION: _("questions"),
    Kind.REFLECTION: _("what we noticed"),
    Kind.OFFER: _("offers"),
    Kind.ACTION: _("actions"),
    Kind.HELPFUL: _("what helped"),
    Kind.LEARNING: _("learning"),
    Kind.REVIEW: _("the review"),
    Kind.DATE: _("dates"),
    Kind.NOTE: _("notes"),
    Kind.PROCESS: _("how we work"),
}

AUDIENCES: Words = {
    Audience.SET: _("The set reads it."),
    Audience.PRESENTER: _("Only the presenter reads it."),
    Audience.ME: _("Only the writer reads it."),
    Audience.UNNAMED: _("The set reads it, without names where that is honest."),
}

BESIDES: Words = {
    Beside.NOTHING: _("nothing"),
    Beside.CHALLENGES: _("the challenges of the set"),
    Beside.OWN_WORDS: _("what becomes of our words, for a set that closes"),
}

WHYS: Words = {
    Why.NOT_A_MEMBER: _("Only members of this set and its facilitator work on its shapes."),
    Why.SET_IS_ARCHIVED: _("This set is put away. Its shapes can be read, but not changed."),
    Why.CHANGED_ELSEWHERE: _(
        "Somebody changed this shape while you were writing. Your words are kept below: look at it as it stands now in another "
        "window, and keep them if they still fit."
    ),
    Why.PHASE_GONE: _("Somebody has taken this phase out meanwhile."),
    Why.TOO_MANY_PHASES: _("A meeting has room for forty phases. Take one out first."),
    Why.TOO_MANY_SHAPES: _("A set has room for thirty shapes. Put one away first."),
    Why.NOTHING_TO_UNDO: _("There is nothing to take back."),
    Why.DOES_NOT_RUN: _("A meeting cannot be held in this shape yet. What stands in the way is named at its place."),
    Why.CLOSES_THE_SET: _("This shape closes a set. Only a set that decided to close meets in it, and once."),
}

ABOUT_STANDING = (Why.NOT_A_MEMBER,)
WORDS = (FITS, ITEMS, ROLES, RULES, KINDS, AUDIENCES, BESIDES, WHYS)

_FAULTS: dict[str, str | Promise] = {
    "protocol.phases: there is none": _("There is no phase. Add one."),
    "the presenter's phases must follow one another": _("The phases of a presenter’s turn must follow one another."),
    "a phase for all must stand before and after the presenter's phases": _(
        "A phase for everybody must stand before the presenters’ turns and after them."
    ),
    "only a presenter's phase can ask the presenter": _("Only a phase of a presenter’s turn can depend on the presenter."),
    "a protected phase cannot be left out": _("A phase cannot be protected and be left out as well."),
}


def fault_said(fault: Fault) -> str:
    """A fault of a shape in a sentence."""
    if fault.place.endswith(".protected"):
        return gettext("More minutes are protected than the phase has.")
    return str(_FAULTS.get(fault.said) or _FAULTS.get(str(fault)) or fault)
