"""What screens say for the words of meetings."""

from django.utils.translation import gettext_lazy as _

from knotwork.meetings.enums import Attendance, Keep, Lead, MeetingState, Renewal, RotaRole, WallTime, Why
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        MeetingState.PLANNED: _("planned"),
        MeetingState.OPEN: _("open now"),
        MeetingState.CLOSED: _("held"),
        MeetingState.CANCELLED: _("cancelled"),
    },
    {
        Renewal.RENEW: _("We go on for a number of meetings"),
        Renewal.CLOSE: _("We close: one more meeting to say goodbye, then the set rests"),
        Renewal.LATER: _("We decide later"),
    },
    {
        Keep.ALL: _("All that was written: questions, what was learned, the answers of the review."),
        Keep.KEPT_QUESTIONS: _("The questions presenters kept for themselves, and what was set out to try; nothing else."),
        Keep.ACTIONS: _("Only what was set out to try. No question and no other word of the meeting remains."),
    },
    {
        Attendance.COMING: _("coming"),
        Attendance.LATE: _("will be late"),
        Attendance.CANNOT: _("cannot come"),
    },
    {
        WallTime.CERTAIN: _("This time exists once."),
        WallTime.SKIPPED: _("The clocks jump over this time that day, so the meeting starts as much later."),
        WallTime.TWICE: _("The clocks show this time twice that day; the meeting starts at the first."),
    },
    {
        RotaRole.STEWARD: _("steward"),
        RotaRole.TIMEKEEPER: _("timekeeper"),
        RotaRole.OBSERVER: _("observer"),
        RotaRole.LOGISTICS_HOST: _("logistics host"),
    },
    {
        Lead.DAY: _("a day before"),
        Lead.TWO_HOURS: _("two hours before"),
    },
    {
        Why.NOT_YOUR_SET: _("Only the members of this set and its facilitator can do this."),
        Why.ALREADY_BEGUN: _("This meeting has begun. Its date and shape stay as they are; you can close it from the room."),
        Why.ALREADY_OVER: _("This meeting is over. Plan another date instead."),
        Why.CALLED_OFF: _("This meeting was cancelled. Plan another date instead."),
        Why.NOT_OPEN: _("Nobody has opened this meeting yet, so there is nothing to close."),
        Why.IN_THE_PAST: _("That moment has passed. Choose a later one."),
        Why.ALREADY_PLANNED: _("The set already has a meeting at that time. Choose another time, or move that one first."),
        Why.NOTHING_AHEAD: _("No meeting lies ahead. Plan one first."),
        Why.SET_GOES_ON: _("This shape closes a set. Yours goes on: propose to close under “Our rules” first."),
        Why.SET_IS_CLOSED: _("This set is closed. Take it up again before you plan a meeting."),
        Why.SET_IS_ARCHIVED: _("This set is archived. Any member can take it back; then it can meet."),
        Why.DECIDE_FIRST: _(
            "You have met once on your own since the term of your facilitator ended. Before you meet again, decide together "
            "how you go on: under “How we are facilitated”."
        ),
        Why.TOO_MANY_DATES: _("Plan between one and 26 meetings at a time."),
        Why.TOO_EARLY_TO_OPEN: _("The room can be opened from an hour before the start."),
        Why.UNKNOWN_PROTOCOL: _("There is no meeting of that shape. Choose one from the list."),
        Why.CHANGED_ELSEWHERE: _("Somebody changed this while you were writing. Nothing was overwritten."),
        Why.NOT_YOUR_ROLE: _("This role is not yours in this meeting. Only the person who has it can ask somebody to take it."),
        Why.NOT_ONE_OF_US: _("Ask another member of the set."),
        Why.NOT_ASKED: _("Only the person who was asked can answer, and only the person who asked can take it back."),
        Why.SWAP_OVERTAKEN: _("Meanwhile this was answered, or the roles changed. The meeting’s page shows who does what now."),
    },
)

ABOUT_STANDING = (Why.NOT_YOUR_SET,)
