"""How the words of actions are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.actions.enums import Fold, Outcome, Status, Telling, Why
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        Status.OPEN: _("set out to try"),
        Status.TRIED: _("tried"),
        Status.PARTLY: _("partly tried"),
        Status.NOT_TRIED: _("not tried"),
        Status.CHANGED: _("has changed shape"),
        Status.DROPPED: _("let go"),
    },
    {
        Fold.WHY: _("Why this, and why now"),
        Fold.FIRST_STEP: _("The first small step"),
        Fold.WHO_ELSE: _("Who else is touched by it"),
        Fold.MAY_STOP_ME: _("What may stop me"),
        Fold.HOW_I_NOTICE: _("How I will notice that something moved"),
    },
    {
        Telling.HELD_BACK: _("What held me back"),
        Telling.EXPECTED: _("What I had expected"),
        Telling.SURPRISE: _("What surprised me"),
        Telling.LEARNED: _("What I learned: about the challenge, about me, about how I act"),
        Telling.NEXT: _("What I see now as the next thing"),
    },
    {
        Why.NOT_YOURS: _("Only the person who set out to do it can say what came of it."),
        Why.WHAT_MISSING: _("There are no words yet. What will you try?"),
        Why.NOT_IN_THIS_SET: _("You are not in this set now, so nothing can be changed here."),
        Why.SET_IS_ARCHIVED: _("This set is archived: everything can be read, nothing changed."),
        Why.ALREADY_SETTLED: _("This one was let go, or lives on in another shape. Look there."),
        Why.NOT_DROPPED: _("This one was not let go, so there is nothing to take up again."),
        Why.NOT_TO_BE_CALLED: _("Only somebody else who is in the set, and does not pause, can be asked for a call."),
        Why.NO_MEETING_AHEAD: _("A call lies between two meetings: no meeting is planned yet, or it is time for one now."),
        Why.NOT_A_GOOD_TIME: _("This time is over, or not good for both any more. Choose another."),
        Why.NOT_AGREED: _("You have not both agreed to this call yet."),
        Why.HAS_HAPPENED: _("This call has happened."),
    },
    {
        Outcome.TRIED: _("tried"),
        Outcome.PARTLY: _("partly tried"),
        Outcome.NOT_TRIED: _("not tried"),
    },
)

ABOUT_STANDING = (Why.NOT_YOURS, Why.NOT_IN_THIS_SET)
