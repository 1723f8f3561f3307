"""How the words of reflection are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.reflections.enums import Audience, Level, LogPrompt, PromptModel, PulseItem, Source, Why

WORDS: tuple[Words, ...] = (
    {
        Level.PROBLEM: _("about the challenge"),
        Level.SELF: _("about oneself"),
        Level.SET: _("about the set"),
        Level.SYSTEM: _("about the system around it"),
    },
    {
        Source.OWN_TURN: _("from the own turn"),
        Source.OTHERS_TURN: _("from somebody else’s turn"),
        Source.ACTION: _("from something that was tried"),
        Source.ELSEWHERE: _("from somewhere else"),
    },
    {
        Why.NOT_YOURS: _("Only the person who wrote it can change it."),
        Why.WORDS_MISSING: _("There are no words yet. One line is enough."),
        Why.NOT_IN_THIS_SET: _("You are not in this set now, so nothing can be noted in it."),
        Why.SET_IS_ARCHIVED: _("This set is archived: everything can be read, nothing shared any more."),
        Why.CHANGED_ELSEWHERE: _("These words were changed in another window meanwhile. Nothing was overwritten."),
        Why.PULSE_IS_OPEN: _("A pulse is being taken already. Answer that one."),
        Why.PULSE_IS_OVER: _("This pulse is over. Your answer came too late to be counted."),
        Why.NOT_SHARED: _("This note is not shared with the set, so the set cannot keep it."),
        Why.NOTHING_ANSWERED: _("Nothing is answered yet. One sentence is enough."),
    },
    {
        PromptModel.FREE: _("No questions"),
        PromptModel.WHAT: _("What? So what? Now what?"),
        PromptModel.GIBBS: _("Once round (Gibbs)"),
        PromptModel.KOLB: _("From doing to trying (Kolb)"),
        PromptModel.LEVELS: _("Three levels"),
        PromptModel.SOLO: _("The question list, alone"),
    },
    {
        LogPrompt.WHAT: _("What? What took place, and what did I do?"),
        LogPrompt.SO_WHAT: _("So what? What does it mean, and what does it show me?"),
        LogPrompt.NOW_WHAT: _("Now what? What will I do with that?"),
        LogPrompt.DESCRIPTION: _("What happened, as a camera would have seen it?"),
        LogPrompt.FEELINGS: _("What did I feel and think, then and afterwards?"),
        LogPrompt.EVALUATION: _("What was good about it, and what was not?"),
        LogPrompt.ANALYSIS: _("How do I explain it to myself?"),
        LogPrompt.CONCLUSION: _("What else could I have done?"),
        LogPrompt.PLAN: _("If it comes again, what will I do?"),
        LogPrompt.EXPERIENCE: _("What did I live through?"),
        LogPrompt.LOOKING_BACK: _("What do I notice when I look back at it?"),
        LogPrompt.CONCEPT: _("What could be generally true about it?"),
        LogPrompt.TEST: _("Where and how can I try that out?"),
        LogPrompt.ON_PROBLEM: _("What did I learn about the challenge?"),
        LogPrompt.ON_MYSELF: _("What did I learn about myself?"),
        LogPrompt.ON_LEARNING: _("What did I learn about how I learn?"),
        LogPrompt.HEADLINE: _("What am I trying to change, in one sentence?"),
        LogPrompt.MATTERS: _("Why does it matter to me, and to whom else does it matter?"),
        LogPrompt.GOING_ON: _("What is going on? A few facts, people by what they do."),
        LogPrompt.TRIED: _("What have I tried, and what came of it?"),
        LogPrompt.MY_PART: _("How do I help it stay the way it is?"),
        LogPrompt.OTHERS_TELL: _("How would somebody else in this story tell it?"),
        LogPrompt.KNOWS_CARES_CAN: _("Who knows about it, who cares, and who could move it?"),
        LogPrompt.HELPS_HINDERS: _("What helps, and what stands in the way?"),
        LogPrompt.IN_THREE_MONTHS: _("What would be better in three months, and how would I notice?"),
        LogPrompt.LET_GO: _("What may I have to let go of, or to learn?"),
        LogPrompt.NOT_ASKED: _("What question do I hope nobody asks? And if somebody did?"),
        LogPrompt.NEEDED: _("What do I need now: to explore, to decide, to rehearse, to understand, to be challenged?"),
        LogPrompt.FIRST_STEP: _("What first step can I take whatever happens, and by when?"),
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
