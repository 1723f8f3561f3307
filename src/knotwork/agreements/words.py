"""How the screens say the words of versions and consent."""

from django.utils.translation import gettext_lazy as _

from knotwork.agreements.enums import Admission, Answer, Choice, Rule, Silence, Starts, Towards, VersionState, Weight, Why
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        VersionState.DRAFT: _("Being written"),
        VersionState.AGREED: _("Decided, from the next meeting on"),
        VersionState.IN_FORCE: _("In force"),
        VersionState.SUPERSEDED: _("Replaced"),
        VersionState.TRIED: _("Tried once"),
        VersionState.REJECTED: _("Not taken up: an objection stood"),
        VersionState.LAPSED: _("Not taken up: too few answered in time"),
        VersionState.OVERTAKEN: _("Decided, and replaced before it began"),
        VersionState.HINDERED: _("Agreed on, and could not begin"),
        VersionState.WITHDRAWN: _("Taken back"),
    },
    {
        Rule.AGREEMENT: _("Working agreement"),
        Rule.FACILITATION: _("Facilitation"),
        Rule.SILENCE: _("What silence means"),
        Rule.ADMISSION: _("Who is invited"),
        Rule.NEWCOMER: _("Somebody new"),
    },
    {
        Weight.TRY_ONCE: _("One press of anyone, for one meeting."),
        Weight.WORKING: _("Whoever answers within two days, or is in the meeting, and nobody objects."),
        Weight.FOUNDATION: _("Each of you, within seven days."),
    },
    {
        Starts.NEXT_MEETING: _("From the next meeting on"),
        Starts.AT_ONCE: _("At once"),
    },
    {
        Admission.ANY_MEMBER: _("Any of us can invite somebody."),
        Admission.ALL_OF_US: _("Each of us is asked before somebody is invited, and one objection stops it."),
    },
    {
        Silence.KEEPS_THE_OLD: _("What holds now goes on. Nobody is carried along unasked."),
        Silence.CONSENTS: _("Whoever has not answered in time goes along, as long as nobody objects."),
    },
    {
        Towards.UP: _("Move up"),
        Towards.DOWN: _("Move down"),
    },
    {
        Choice.EXTEND: _("Ask our facilitator to stay on"),
        Choice.SELF_MANAGE: _("Manage ourselves"),
        Choice.VISIT: _("Manage ourselves, and ask somebody to facilitate one meeting"),
        Choice.ASK_ANOTHER: _("Ask somebody else to facilitate"),
    },
    {
        Answer.AGREE: _("I agree"),
        Answer.CAN_LIVE_WITH: _("I can live with it"),
        Answer.OBJECT: _("I object"),
    },
    {
        Why.NOT_A_MEMBER: _("Only members of the set decide this."),
        Why.SET_IS_ARCHIVED: _(
            "This set is archived: everything can be read, nothing changed. Any member can take it back first."
        ),
        Why.NOT_A_DRAFT: _("This text is no longer open for changes. Begin a new draft from the one in force."),
        Why.NO_CLAUSES: _("There is nothing to agree to yet. Begin with one clause."),
        Why.CLAUSE_GONE: _("Somebody took this clause out in the meantime."),
        Why.CLAUSE_EMPTY: _("A clause needs words."),
        Why.TEXT_HAS_CHANGED: _("The text has changed since you read it. Here is how it reads now."),
        Why.REASON_MISSING: _("Say what stands in your way, so that the others can find words you can live with."),
        Why.DRAFT_STANDS: _("Another proposal is open. Answer it, or take it back first."),
        Why.NOT_TO_BE_ANSWERED: _("This version is no longer open for answers."),
        Why.MEETING_MISSING: _("Say which meeting; one that is still to come."),
        Why.NO_FACILITATOR_BEFORE: _("Nobody has facilitated this set yet, so there is nobody to ask to stay on."),
        Why.ADDRESS_MISSING: _("Give the address of the person you want to ask."),
        Why.NOTHING_CHANGES: _("That is what holds already."),
        Why.CANNOT_BE_TRIED: _("This cannot be tried for one meeting; propose it."),
        Why.WORDS_MISSING: _("There are no words yet. One line is enough."),
        Why.PHRASE_TOO_SHORT: _("Give at least two letters to take out."),
        Why.NOT_YOURS: _("These are somebody else’s words. You can take a name out of them, but not the whole."),
        Why.PHRASE_NOT_THERE: _("These words do not stand there."),
        Why.ASKED_HAS_LEFT: _("Whoever you wanted to ask has closed their account. Take the proposal back and make another."),
    },
)

ABOUT_STANDING = (Why.NOT_A_MEMBER,)
