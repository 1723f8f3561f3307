"""What screens say for the words of protocols."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.protocols.enums import Item
from knotwork.protocols.fit import Fit
from knotwork.protocols.shape import Audience, Kind, Role, Rule

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

WORDS = (FITS, ITEMS, ROLES, RULES, KINDS, AUDIENCES)
