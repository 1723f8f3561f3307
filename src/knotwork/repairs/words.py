"""How the words of repairs are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.repairs.enums import Bond, Ending, Stand, Why

WORDS: tuple[Words, ...] = (
    {
        Bond.RAISER: _("you raised it"),
        Bond.KEEPER: _("you keep it"),
    },
    {
        Stand.WAITING: _("waits for an answer"),
        Stand.LATE: _("has waited too long for an answer"),
        Stand.ANSWERED: _("is answered"),
        Stand.SETTLED: _("is settled"),
    },
    {
        Ending.REPAIRED: _("We spoke, and it is well again."),
        Ending.RENEWED: _("The set renewed its agreement."),
        Ending.LET_BE: _("I let it be."),
        Ending.LEAVING: _("I leave the set, or somebody did."),
    },
    {
        Why.NOT_IN_THIS_SET: _("You are not in this set now, so nothing can be changed here."),
        Why.SET_IS_ARCHIVED: _("This set is archived: everything can be read, nothing changed."),
        Why.WORDS_MISSING: _("There are no words yet. One sentence is enough."),
        Why.NOT_A_KEEPER: _("Choose somebody who is in the set now, or who facilitates it."),
        Why.NOT_YOURS_TO_ANSWER: _("Only whoever it was told to can answer."),
        Why.NOT_YOURS_TO_SETTLE: _("Only whoever raised it decides that."),
        Why.SETTLED_ALREADY: _("It is settled already. If something is left, raise it anew."),
        Why.IS_ANSWERED: _("It is answered. Speak with each other first."),
    },
)

ABOUT_STANDING = (Why.NOT_IN_THIS_SET,)
