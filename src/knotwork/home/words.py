"""What the pages made of several apps say."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knotwork.agreements import queries as agreements
from knotwork.home.enums import Earlier, FirstStep, Happening, Help, Knot, Part, Passage, Step
from knotwork.home.queries import Told
from knotwork.platform.kit.words import Words, say
from knotwork.sets.enums import Stage

WORDS: tuple[Words, ...] = (
    {
        Passage.FRAMED: _("Put into words"),
        Passage.BROUGHT: _("Brought to a meeting"),
        Passage.KEPT: _("A question kept"),
        Passage.TRIED: _("Something tried"),
        Passage.PLANNED: _("Something planned"),
        Passage.SET_OUT: _("Set out to try"),
        Passage.HAPPENED: _("What happened"),
        Passage.LEARNED: _("Learned"),
        Passage.STOOD: _("Where it stood"),
    },
    {
        Help.SET: _("A set, and how one begins"),
        Help.MEETING: _("A meeting, and its room"),
        Help.CHALLENGE: _("Your challenge"),
        Help.BETWEEN: _("Between two meetings"),
        Help.RULES: _("The rules of your set"),
        Help.LEARNING: _("How you are doing, shapes of your own, and closing"),
        Help.READERS: _("Who can read what"),
        Help.CLOCKS: _("Dates, clocks and letters"),
        Help.WORDS: _("Words you will meet"),
    },
    {
        Earlier.CHALLENGE: _("a challenge"),
        Earlier.ACTION: _("what you set out to try"),
        Earlier.NOTE: _("a learning note"),
    },
    {
        Part.TRIED: _("What I tried"),
        Part.LEARNED: _("What I learned"),
        Part.PRACTISED: _("What I practised"),
        Part.LOG: _("My log"),
    },
    {
        Step.REST: _("This set is at rest. What it wrote stays readable for those who are in it."),
        Step.CLOSED: _("This set is closed. Whoever was in it reads on; each of you chooses what becomes of your own words."),
        Step.PLAN_CLOSING: _(
            "You decided to close. Plan a last meeting: it looks at the way, thanks, and says what becomes of the words."
        ),
        Step.ENTER_ROOM: _("The meeting is on. Come in; the room says where the set is."),
        Step.OPEN_ROOM: _("It is time to meet. Whoever comes first opens the room."),
        Step.INVITE: _("Invite people. A set needs three to meet; between four and eight is a good size."),
        Step.AWAIT_PEOPLE: _("The invitations are out. Once three of you are here, agree on a rhythm."),
        Step.CHOOSE_FACILITATION: _(
            "The facilitator’s term is over. Decide together: extend it, manage yourselves, or ask somebody else."
        ),
        Step.CONSENT: _("A text waits for your answer. It holds once everybody can live with it."),
        Step.PLAN_RHYTHM: _("Agree on a rhythm. Fix a row of dates now; each of them can be moved later."),
        Step.RENEW: _("The cycle is over. Decide together: go on for a number of meetings, close, or decide later."),
        Step.PLAN_MORE: _("No further date is fixed. Plan more meetings, or decide together that the set has done its work."),
        Step.SAY_COMING: _("Say whether you come to the next meeting."),
        Step.BEGIN_AGREEMENT: _("Write down how you want to work with each other. A few sentences are enough to begin with."),
        Step.BEGIN_CHALLENGE: _("Name what you want to bring. One sentence is enough; it can be clumsy, it will move."),
        Step.MEET_FIRST: _("Meet for the first time. The room leads you through it, and nobody has to prepare anything."),
        Step.MEET_NEXT: _("Meet again. Until then, try what you said you would try."),
    },
    {
        FirstStep.PEOPLE: _("Three people or more"),
        FirstStep.DATE: _("A first date"),
        FirstStep.ANSWERS: _("Your word whether you come"),
        FirstStep.MEETING: _("The first meeting: getting to know each other, hopes, and how you want to work"),
    },
    {
        Knot.DONE: _("done"),
        Knot.NOW: _("now"),
        Knot.TO_COME: _("to come"),
    },
    {
        Happening.SET_STARTED: _("{who} started the set."),
        Happening.SET_RENAMED: _("{who} gave the set another name."),
        Happening.PURPOSE_CHANGED: _("{who} rewrote what the set is for."),
        Happening.TARGET_SIZE_CHANGED: _("{who} changed how many the set wants to be."),
        Happening.ADMISSION_CHANGED: _("The set changed who is asked before somebody is invited."),
        Happening.ZONE_CHANGED: _("{who} changed the time zone of the set."),
        Happening.STAGE_ENTERED: _("A new stage began: {stage}."),
        Happening.MANAGED_BY_ITSELF: _("The set decided to manage itself."),
        Happening.SET_ARCHIVED: _("{who} put the set away."),
        Happening.SET_UNARCHIVED: _("{who} took the set back."),
        Happening.INVITATION_MADE: _("{who} invited somebody."),
        Happening.FACILITATOR_ASKED: _("{who} asked somebody to facilitate."),
        Happening.INVITATION_REVOKED: _("{who} took an invitation back."),
        Happening.MEMBER_JOINED: _("{who} joined."),
        Happening.MEMBER_LEFT: _("{who} left."),
        Happening.MEMBER_PAUSED: _("{who} began to pause."),
        Happening.MEMBER_CAME_BACK: _("{who} came back from a pause."),
        Happening.MEMBERSHIP_CHANGED: _("{who} changed what they say about themselves here."),
        Happening.TERM_BEGUN: _("{whose} began to facilitate."),
        Happening.TERM_ENDED: _("The term of {whose} as facilitator ended, and with it their access."),
        Happening.VISITOR_ASKED: _("Somebody was asked to facilitate one meeting."),
        Happening.VISIT_BEGUN: _("{whose} took up facilitating one meeting."),
        Happening.VISIT_ENDED: _("{whose} does not facilitate that one meeting after all."),
        Happening.LEADING_CHOSEN: _("{who} chose what the facilitator does in a meeting."),
        Happening.HAND_OVER_TAKEN: _("{who} took over something the facilitator held for the set."),
        Happening.HAND_OVER_ASKED: _("{who} asked a member to take over something the facilitator held for the set."),
        Happening.HAND_OVER_GIVEN_BACK: _("{who} gave back something that was to be handed over."),
        Happening.RULE_PROPOSED: _("{who} made a proposal on “{rule}”."),
        Happening.PROPOSAL_AMENDED: _("{who} reworded a proposal on “{rule}”."),
        Happening.RULE_TRIED: _("{who} chose what to try in the next meeting, on “{rule}”."),
        Happening.PROPOSAL_DROPPED: _("A proposal on “{rule}” was not taken up."),
        Happening.WORDS_REDACTED: _("{who} took words out of what we wrote on “{rule}”."),
        Happening.RULE_ADOPTED: _("A new version of “{rule}” came into force."),
        Happening.DRAFT_BEGUN: _("{who} began a draft of the working agreement."),
        Happening.FACILITATION_PROPOSED: _("{who} proposed how the set is facilitated."),
        Happening.DRAFT_REWORDED: _("{who} changed the draft of the working agreement."),
        Happening.DRAFT_WITHDRAWN: _("{who} took the draft of the working agreement back."),
        Happening.DRAFT_ANSWERED: _("The draft of the working agreement was answered."),
        Happening.PROPOSAL_WITHDRAWN: _("{who} took a proposal on “{rule}” back."),
        Happening.PROPOSAL_ANSWERED: _("A proposal on “{rule}” was answered."),
        Happening.SOMETHING_WITHDRAWN: _("{who} took a proposal back."),
        Happening.SOMETHING_ANSWERED: _("A proposal was answered."),
        Happening.AGREEMENT_ADOPTED: _("Version {number} of the working agreement came into force."),
        Happening.FACILITATION_DECIDED: _("The set decided how it is facilitated."),
        Happening.SERIES_PLANNED: _("{who} planned a rhythm; number of meetings: {meetings}."),
        Happening.MEETING_PLANNED: _("{who} planned a meeting."),
        Happening.MEETING_MOVED: _("{who} moved a meeting."),
        Happening.MEETING_CANCELLED: _("{who} called a meeting off."),
        Happening.MEETING_ARRANGED: _("{who} changed where a meeting is held, or for how long."),
        Happening.SHAPE_BEGUN: _("{who} began a shape for your meetings."),
        Happening.SHAPE_PUT_AWAY: _("{who} put one of your own shapes away."),
        Happening.SHAPE_TAKEN_OUT: _("{who} took one of your own shapes out again."),
        Happening.PROTOCOL_CHOSEN: _("{who} chose another shape for a meeting."),
        Happening.KEPT_BELOW_QUORUM: _("{who} kept the date of a meeting although few can come."),
        Happening.KEPT_WALL_TIME: _("A meeting kept its time of day although the rules of its clock changed."),
        Happening.REVIEW_LEFT: _("{who} chose to go on without a review in this cycle."),
        Happening.MEETING_OPENED: _("{who} opened a meeting."),
        Happening.MEETING_CLOSED: _("{who} ended a meeting."),
        Happening.PULSE_ASKED: _("{who} asked the set how it is doing."),
        Happening.READINESS_ASKED: _("{who} asked the set whether it could run itself."),
        Happening.MEETING_RAN_OUT: _("A meeting ended by itself."),
        Happening.CHALLENGE_BEGUN: _("{who} began a challenge and showed it to the set."),
        Happening.CHALLENGE_BEGUN_TOGETHER: _("{who} wrote down what the set works on together."),
        Happening.CHALLENGE_OPENED: _("All members opened what was said of the shared challenge before somebody came."),
        Happening.CHALLENGE_SHOWN: _("{who} showed the set a challenge."),
        Happening.CHALLENGE_TAKEN_BACK: _("{who} no longer shows a challenge to the set."),
        Happening.BRIEF_SHARED: _("{who} showed what they prepared for a meeting."),
        Happening.BRIEF_UNSHARED: _("{who} no longer shows what they prepared for a meeting."),
        Happening.WORDS_TAKEN_OUT: _("{who} took a copy of their own words along."),
        Happening.WORDS_GIVEN_BACK: _("Somebody took back what they had written here."),
        Happening.REFUSED: _("{who} tried to open a page of this set and was not let in."),
        Happening.REFUSED_OFTEN: _("{who} tried {times} times to open pages of this set and was not let in."),
    },
)

LABELS: dict[Step, str | Promise] = {
    Step.REST: "",
    Step.CLOSED: _("What becomes of our words"),
    Step.PLAN_CLOSING: _("Plan the closing meeting"),
    Step.ENTER_ROOM: _("Enter the room"),
    Step.OPEN_ROOM: _("Open the room"),
    Step.INVITE: _("Invite people"),
    Step.AWAIT_PEOPLE: _("See who is invited"),
    Step.CHOOSE_FACILITATION: _("Look at the choices"),
    Step.CONSENT: _("Read it and answer"),
    Step.PLAN_RHYTHM: _("Agree on a rhythm"),
    Step.RENEW: _("What comes after this cycle"),
    Step.PLAN_MORE: _("Plan more meetings"),
    Step.SAY_COMING: _("Answer"),
    Step.BEGIN_AGREEMENT: _("Begin an agreement"),
    Step.BEGIN_CHALLENGE: _("Begin a challenge"),
    Step.MEET_FIRST: _("Look at the first meeting"),
    Step.MEET_NEXT: _("Look at the next meeting"),
}


def sentence(told: Told) -> str:
    """The sentence of one thing the record tells; where nobody did it, the set did."""
    stage, rule = str(told.detail.get("to", "")), agreements.title_of_kind(str(told.detail.get("rule", "")))
    said = {**told.detail, "stage": say(Stage(stage)) if stage in Stage else "", "rule": rule}
    return say(told.happening).format_map({**said, "who": told.who or gettext("The set"), "whose": told.whose})
