"""How the words of repairs are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.repairs.enums import Asked, Bond, Ending, Stand, Why

WORDS: tuple[Words, ...] = (
    {
        Bond.RAISER: _("you raised it"),
        Bond.KEEPER: _("you keep it"),
        Bond.CONCERNED: _("you are invited to talk about it"),
    },
    {
        Asked.PREPARED: _("prepared, not sent"),
        Asked.WAITING: _("waits for an answer"),
        Asked.COMES: _("will come and talk"),
        Asked.RATHER_NOT: _("would rather not"),
        Asked.UNANSWERED: _("has not answered"),
        Asked.TAKEN_BACK: _("taken back"),
        Asked.OVER: _("over"),
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
        Why.NOT_ANSWERED_YET: _("Say first that you have read it, and speak with whoever told you."),
        Why.NOT_YOURS_TO_INVITE: _("Only whoever it was told to can prepare an invitation."),
        Why.NOT_TO_BE_INVITED: _("Choose somebody who is in the set now, and who has not answered an invitation already."),
        Why.ONE_IS_OPEN: _("One invitation is open already. Wait until it is answered, or take it back."),
        Why.NO_LONGER_HERE: _("Somebody of the three is no longer in the set, so no invitation goes out."),
        Why.NOT_YOUR_INVITATION: _("Only whoever is invited can answer."),
        Why.NOT_OPEN_NOW: _("This invitation is not open any more. Nothing more is asked of you."),
    },
)

ABOUT_STANDING = (Why.NOT_IN_THIS_SET,)
