"""How the words of reflection are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.reflections.enums import Audience, Level, PulseItem, Why

WORDS: tuple[Words, ...] = (
    {
        Level.PROBLEM: _("about the challenge"),
        Level.SELF: _("about oneself"),
        Level.SET: _("about the set"),
        Level.SYSTEM: _("about the system around it"),
    },
    {
        Why.NOT_YOURS: _("Only the person who wrote it can change it."),
        Why.WORDS_MISSING: _("There are no words yet. One line is enough."),
        Why.NOT_IN_THIS_SET: _("You are not in this set now, so nothing can be noted in it."),
        Why.SET_IS_ARCHIVED: _("This set is archived: everything can be read, nothing shared any more."),
        Why.CHANGED_ELSEWHERE: _("These words were changed in another window meanwhile. Nothing was overwritten."),
        Why.PULSE_IS_OPEN: _("A pulse is being taken already. Answer that one."),
        Why.PULSE_IS_OVER: _("This pulse is over. Your answer came too late to be counted."),
        Why.NOTHING_ANSWERED: _("Nothing is answered yet. One sentence is enough."),
    },
    {
        PulseItem.ATTENTION: _("What I bring is really attended to."),
        PulseItem.NOT_KNOWING: _("Here I can say that I do not know."),
        PulseItem.QUESTIONS: _("The questions I am asked open up my thinking."),
        PulseItem.STRETCHED: _("I am challenged further than I would go alone."),
        PulseItem.BACKED: _("I feel that the others stand behind me."),
        PulseItem.TIME: _("We share our time the way we agreed."),
        PulseItem.ACTING: _("Between meetings I try out what I set myself."),
        PulseItem.OTHERS: _("I learn from the turns of the others too."),
        PulseItem.HOW_WE_WORK: _("We talk openly about how we work together."),
        PulseItem.STAYS_HERE: _("What is said among us stays among us."),
        PulseItem.CHANGING: _("We change our way of working when it no longer fits."),
        PulseItem.HARDEST: _("I would bring the hardest thing I have to this set."),
    },
    {
        Audience.ME: _("only you can read it"),
        Audience.SET: _("the set can read it"),
    },
)

ABOUT_STANDING = (Why.NOT_YOURS, Why.NOT_IN_THIS_SET)
