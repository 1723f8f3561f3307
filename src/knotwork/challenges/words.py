"""How the words of challenges are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.challenges.enums import (
    Bond,
    Domain,
    Ending,
    Finding,
    Help,
    Holds,
    InterventionKind,
    LinkKind,
    NodeKind,
    Prompt,
    Statement,
    Status,
    Strength,
    Why,
)
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        Bond.OWNER: _("yours"),
    },
    {
        Domain.PERSONAL: _("personal"),
        Domain.PROFESSIONAL: _("professional"),
        Domain.ORGANISATIONAL: _("organisational"),
        Domain.SOCIAL: _("social"),
    },
    {
        NodeKind.ISSUE: _("issue"),
        NodeKind.PERSON: _("person"),
        NodeKind.FORCE: _("force"),
        NodeKind.ACTION: _("action"),
    },
    {
        LinkKind.DRIVES: _("drives"),
        LinkKind.BLOCKS: _("blocks"),
        LinkKind.DEPENDS_ON: _("depends on"),
        LinkKind.ECHOES: _("echoes"),
    },
    {
        Status.SKETCHED: _("a first sketch"),
        Status.LIVE: _("alive"),
        Status.RESTING: _("resting"),
        Status.CHANGED_SHAPE: _("has become something else"),
        Status.CLOSED: _("closed"),
    },
    {
        Ending.MOVED: _("it moved, as far as I could move it"),
        Ending.LET_GO: _("I let it go"),
        Ending.PASSED_ON: _("it is in other hands now"),
        Ending.OVERTAKEN: _("events went past it"),
    },
    {
        Statement.TRYING: _("I am trying to change something here, or will before the set next meets."),
        Statement.DO_NOT_KNOW: _("I do not have the answer up my sleeve."),
        Statement.NO_EXPERT: _("There is nobody who could just tell me how it is done."),
        Statement.DIFFER: _("Sensible people would go about it in different ways."),
        Statement.CARE: _("It matters to me; I would be sorry to leave it as it is."),
        Statement.CAN_ACT: _("There is at least one thing in it that is mine to do."),
    },
    {
        Holds.YES: _("Yes"),
        Holds.PARTLY: _("Partly, or not sure"),
        Holds.NO: _("No"),
    },
    {
        Finding.FITS: _("This looks like a knot a set can help with."),
        Finding.NOTHING_TRIED: _(
            "Nothing is tried or planned yet. Add one small thing before you offer it for a turn; this is the one thing a set asks for."
        ),
        Finding.PUZZLE: _("Part of this may be a puzzle rather than a knot. Who could simply tell you?"),
        Finding.AGREED_ALREADY: _("If everybody would do the same, what keeps it from being done? The knot may lie there."),
        Finding.NOT_CLOSE: _("If it does not matter much to you, whose challenge is it? Perhaps another of yours is nearer."),
        Finding.OUT_OF_HAND: _("If nothing in it is yours to do, look for your own part in it, however small."),
    },
    {
        InterventionKind.TRIED: _("tried"),
        InterventionKind.PLANNED: _("about to try"),
    },
    {
        Help.EXPLORE: _("Help me explore it: I do not see it whole yet."),
        Help.DECIDE: _("Help me decide: I see the choices and am torn."),
        Help.REHEARSE: _("Let me rehearse something I am about to do."),
        Help.DEBRIEF: _("Help me make sense of something that happened."),
        Help.BE_CHALLENGED: _("Challenge me: I am too sure, or too comfortable."),
    },
    {
        Strength.GENTLY: _("1 – gently"),
        Strength.CAREFULLY: _("2 – with care"),
        Strength.PLAINLY: _("3 – plainly"),
        Strength.FIRMLY: _("4 – firmly"),
        Strength.HARD: _("5 – as hard as you can"),
    },
    {
        Why.NOT_YOURS: _("Only the person whose challenge it is can change it."),
        Why.HEADLINE_MISSING: _("One sentence is needed. It can be clumsy; it will move."),
        Why.HEADLINE_TOO_LONG: _("A headline has room for 140 characters. Leave the story for later, and keep the knot."),
        Why.WORDS_MISSING: _("There are no words yet. One sentence is enough."),
        Why.NOTHING_TRIED_YET: _("To offer it for a turn, first add one thing you tried or are about to try."),
        Why.NOT_IN_THIS_SET: _("You are not in this set now, so nothing can be changed here."),
        Why.SET_IS_ARCHIVED: _("This set is archived: everything can be read, nothing changed."),
        Why.NOT_THIS_MEETING: _("That meeting is not one this challenge can be taken to."),
        Why.NO_BRIEF_YET: _("There is nothing to share yet. Write something first, even one line."),
        Why.NOT_ALIVE: _("You closed this challenge. Say first that it is alive again."),
        Why.STRENGTH_OUT_OF_BOUNDS: _("How strongly you want to be challenged goes from 1 to 5."),
        Why.CHANGED_ELSEWHERE: _("These words were changed in another window meanwhile. Nothing was overwritten."),
        Why.NO_EARLIER_STANDING: _("There is nothing to take back: it has always stood where it stands."),
        Why.NOT_CHECKED_YET: _("Look at the six statements first; then a learning need can be kept beside them."),
        Why.MAP_WORDS_TOO_LONG: _("On the map there is room for 80 characters. A few words are enough to find it again."),
        Why.REGION_MISSING: _("Choose at least one region it sits in."),
        Why.NODE_IS_GONE: _("This is no longer on the map. Look at the map as it stands now."),
        Why.LINK_IS_GONE: _("This link is no longer on the map. Look at the map as it stands now."),
        Why.LINKED_TO_ITSELF: _("A link leads from one thing to another. Choose two different ones."),
        Why.MAP_IS_FULL: _("A map holds 300 things and 600 links. Take something away first."),
        Why.OFF_THE_MAP: _("This place lies outside the map. Put it somewhere inside."),
        Why.NOTHING_TO_UNDO: _("There is nothing to undo. What was drawn on an earlier day stays with its date."),
    },
    {
        Prompt.HEADLINE: _("My challenge in one sentence"),
        Prompt.TRIED: _("What I have tried, or am about to try"),
        Prompt.MATTERS: _("Why it matters to me, and to whom else it matters"),
        Prompt.GOING_ON: _("What is going on: a few facts, people by what they do rather than by name"),
        Prompt.MY_PART: _("My own part in it"),
        Prompt.OTHERS_TELL: _("How somebody else in the story would tell it"),
        Prompt.KNOWS_CARES_CAN: _("Who knows about it, who cares, who could move it"),
        Prompt.HELPS_HINDERS: _("What helps, what stands in the way"),
        Prompt.IN_THREE_MONTHS: _("What would be better three months from now, and how I would notice"),
        Prompt.LET_GO: _("What I may have to let go of, or learn"),
        Prompt.DO_NOT_ASK: _("What I would rather not be asked, and names to be careful with"),
        Prompt.FIRST_STEP: _("A first step I could take whatever happens"),
    },
)

ABOUT_STANDING = (Why.NOT_YOURS, Why.NOT_IN_THIS_SET)
