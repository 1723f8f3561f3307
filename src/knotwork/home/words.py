"""What the pages made of several apps say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knotwork.home.enums import FirstStep, Knot, Step
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        Step.REST: _("This set is at rest. What it wrote stays readable for those who are in it."),
        Step.ENTER_ROOM: _("The meeting is on. Come in; the room says where the set is."),
        Step.OPEN_ROOM: _("It is time to meet. Whoever comes first opens the room."),
        Step.INVITE: _("Invite people. A set needs three to meet; between four and eight is a good size."),
        Step.AWAIT_PEOPLE: _("The invitations are out. Once three of you are here, agree on a rhythm."),
        Step.CHOOSE_FACILITATION: _(
            "The facilitator’s term is over. Decide together: extend it, manage yourselves, or ask somebody else."
        ),
        Step.CONSENT: _("A text waits for your answer. It holds once everybody can live with it."),
        Step.PLAN_RHYTHM: _("Agree on a rhythm. Fix the first dates now; each of them can be moved later."),
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
)

LABELS: dict[Step, str | Promise] = {
    Step.REST: "",
    Step.ENTER_ROOM: _("Enter the room"),
    Step.OPEN_ROOM: _("Open the room"),
    Step.INVITE: _("Invite people"),
    Step.AWAIT_PEOPLE: _("See who is invited"),
    Step.CHOOSE_FACILITATION: _("Look at the choices"),
    Step.CONSENT: _("Read it and answer"),
    Step.PLAN_RHYTHM: _("Agree on a rhythm"),
    Step.PLAN_MORE: _("Plan more meetings"),
    Step.SAY_COMING: _("Answer"),
    Step.BEGIN_AGREEMENT: _("Begin an agreement"),
    Step.BEGIN_CHALLENGE: _("Begin a challenge"),
    Step.MEET_FIRST: _("Look at the first meeting"),
    Step.MEET_NEXT: _("Look at the next meeting"),
}
