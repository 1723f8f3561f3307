"""How the screens say the words of sets."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.sets.enums import (
    EndRule,
    FacilitationMode,
    Held,
    InvitedAs,
    Leading,
    ProblemMode,
    Stage,
    Standing,
    Why,
    WordsChoice,
)

WORDS: tuple[Words, ...] = (
    {
        Stage.FORMING: _("Forming"),
        Stage.CONTRACTING: _("Contracting"),
        Stage.WORKING: _("Working"),
        Stage.REVIEWING: _("Reviewing"),
        Stage.HANDING_OVER: _("Handing over"),
        Stage.SELF_MANAGED: _("Managing ourselves"),
        Stage.PAUSED: _("Paused, needs a decision"),
        Stage.CLOSING: _("Closing"),
        Stage.CLOSED: _("Closed"),
    },
    {
        Standing.MEMBER: _("Member"),
        Standing.FACILITATOR: _("Facilitator"),
        Standing.FORMER_MEMBER: _("Was a member"),
        Standing.FORMER_FACILITATOR: _("Was the facilitator"),
        Standing.INVITED: _("Invited"),
        Standing.VISITOR: _("Facilitates one meeting"),
    },
    {
        ProblemMode.OWN: _("Each brings a challenge of their own"),
        ProblemMode.SHARED: _("We share one challenge"),
    },
    {
        EndRule.OPEN: _("No end is set"),
        EndRule.ON_DATE: _("Until a day"),
        EndRule.AFTER_MEETING: _("Until after a meeting"),
    },
    {
        InvitedAs.MEMBER: _("To be a member"),
        InvitedAs.FACILITATOR: _("To facilitate"),
        InvitedAs.VISITOR: _("To facilitate one meeting"),
    },
    {
        FacilitationMode.NOMINATED: _("Somebody facilitates"),
        FacilitationMode.LIMITED: _("Somebody facilitates for a time"),
        FacilitationMode.SELF_MANAGED: _("We manage ourselves"),
    },
    {
        Held.STEERING: _("Steering the meetings"),
        Held.DATES: _("The dates"),
        Held.LINK: _("The video link"),
        Held.INVITATIONS: _("Invitations that still work"),
        Held.LETTERS: _("Letters and reminders"),
        Held.NEEDS: _("What helps each of you take part"),
        Held.ARCHIVE: _("The agreement and what is kept"),
    },
    {
        Leading.LEADS: _("leads the meeting"),
        Leading.IN_FRAME: _("members begin, end and keep time; the facilitator steers between"),
        Leading.HALF: _("leads half; a member steers the other half"),
        Leading.OBSERVES: _("observes, and speaks in the review; a member steers"),
        Leading.ABSENT: _("does not come; members are on their own"),
    },
    {
        WordsChoice.KEEP: _("They stay here, for those who are in the set"),
        WordsChoice.TAKE_BACK: _("I take them back: in seven days they are erased"),
    },
    {
        Why.NOT_YOUR_SET: _("Only the people of this set can do this."),
        Why.ALL_ARE_ASKED: _("In this set each of you is asked before somebody is invited. Propose them under “Our rules”."),
        Why.SET_IS_FULL: _("Twelve people are in this set, and a set holds no more: turns would become too short for anyone."),
        Why.SIZE_OUT_OF_BOUNDS: _("A set has between three and twelve members. Most work best with four to eight."),
        Why.SET_IS_CLOSED: _("This set is closed. Nothing in it changes any more."),
        Why.SET_IS_ARCHIVED: _(
            "This set is archived: everything can be read, nothing changed. Any member can take it back first."
        ),
        Why.ALREADY_MEMBER: _("This person is in the set already."),
        Why.INVITATION_USED: _("This invitation has already been used. Each one works once; ask for one of your own."),
        Why.INVITATION_EXPIRED: _("This invitation is more than two weeks old and no longer works. Ask for a new one."),
        Why.INVITATION_REVOKED: _("This invitation was taken back by the set. Ask whoever sent it to you."),
        Why.INVITATION_FOR_ANOTHER: _("This invitation was made for another address. Ask the set for one of your own."),
        Why.INVITER_HAS_LEFT: _("Whoever made this link has no part in the set any more. Ask the set for a link of your own."),
        Why.COMMITMENT_MISSING: _("Say in your own words what you commit to. One sentence is enough."),
        Why.HAS_FACILITATOR: _("Somebody facilitates this set now. Another term can begin when theirs has ended."),
        Why.TERM_ENDED: _("This term has ended already."),
        Why.TERM_END_IN_THE_PAST: _("This end lies in the past. Choose a day or a meeting still to come."),
        Why.TERM_END_MISSING: _("Say on which day, or after which meeting, the term ends."),
        Why.CHANGED_ELSEWHERE: _("Somebody changed this while you were writing. Nothing was overwritten."),
        Why.NAME_MISSING: _("Give the set a name; it can be changed later."),
        Why.ZONE_UNKNOWN: _("This is not a time zone we know. Choose one from the list."),
        Why.HOST_STARTS_SETS: _("On this host only its administrators start sets. Ask one of them."),
        Why.TOO_MANY_INVITATIONS: _("You have made twenty invitations within a day. You can make more tomorrow."),
        Why.NO_SUCH_INVITATION: _("This is not an invitation we know. The link may have been cut short on its way."),
        Why.INVITED_AS_MEMBER: _("This invitation is for joining as a member."),
        Why.INVITED_AS_FACILITATOR: _("This invitation is for facilitating the set."),
        Why.STAGE_NOT_NEXT: _("The set cannot go there from where it stands now."),
        Why.SET_GOES_ON: _("The set goes on. It decides together to close: propose it under “Our rules”."),
        Why.WORDS_ARE_GONE: _("Your words are erased already; they cannot be brought back."),
        Why.MEETING_IS_OVER: _("This meeting is over or was called off. Nobody can visit it any more."),
        Why.MEETING_IS_VISITED: _("Somebody visits this meeting already. Ask again when they cannot, or for another meeting."),
        Why.MEMBERS_DO_NOT_VISIT: _("You are in this set yourself. To steer a meeting, take the chair in its room."),
        Why.VISIT_ENDED: _("This visit has ended already."),
        Why.NOT_LED: _("This meeting does not lie in the term of whoever facilitates, so it is yours anyway."),
        Why.NOTHING_TO_HAND_OVER: _("There is nothing of this to hand over now."),
        Why.LOOKED_AFTER: _("Another member looks after this already. They can give it back, or hand it to you."),
        Why.NOT_IN_YOUR_HANDS: _("This is not in your hands, and you were not asked to take it."),
        Why.NOT_ONE_OF_US: _("Only somebody who is in the set now can be named."),
    },
)

ABOUT_STANDING = (Why.NOT_YOUR_SET, Why.HOST_STARTS_SETS, Why.INVITATION_FOR_ANOTHER)
