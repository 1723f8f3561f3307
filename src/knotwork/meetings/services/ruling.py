"""The rules of a set that meetings keep: rhythm, shape, and what is kept of a meeting's words."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knotwork.agreements import queries as agreements
from knotwork.agreements.enums import Starts, Weight
from knotwork.agreements.kinds import RuleKind
from knotwork.agreements.models import Version
from knotwork.meetings import queries, rules
from knotwork.meetings.enums import Keep, Renewal, Rule
from knotwork.meetings.models import Meeting
from knotwork.meetings.services import trying
from knotwork.meetings.services.planning import change_rhythm, give_shape, renew
from knotwork.people.models import Person
from knotwork.platform.kit.words import say
from knotwork.protocols import queries as protocols
from knotwork.protocols import services as shapes
from knotwork.protocols.rules import without_words
from knotwork.sets import services as sets
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet


def rhythm_body(rhythm: rules.Rhythm, minutes: int) -> dict[str, Any]:
    """A rhythm as it is stored."""
    return {
        "every_weeks": rhythm.every_weeks,
        "starts_on": rhythm.starts_on.isoformat(),
        "wall_time": rhythm.wall_time.strftime("%H:%M"),
        "zone": rhythm.zone,
        "count": rhythm.count,
        "minutes": minutes,
    }


def rhythm_in(body: Mapping[str, Any]) -> tuple[rules.Rhythm, int]:
    """The rhythm a body tells, and how many minutes a meeting lasts."""
    starts_on, wall_time = date.fromisoformat(body["starts_on"]), time.fromisoformat(body["wall_time"])
    return rules.Rhythm(body["every_weeks"], starts_on, wall_time, body["zone"], body["count"]), body["minutes"]


def _show_rhythm(body: Mapping[str, Any]) -> list[str]:
    rhythm, minutes = rhythm_in(body)
    often = ngettext("Every week", "Every %(weeks)d weeks", rhythm.every_weeks) % {"weeks": rhythm.every_weeks}
    when = _("on %(day)s at %(time)s, on the clock of %(zone)s")
    told = {"day": date_format(rhythm.starts_on, "l"), "time": body["wall_time"], "zone": rhythm.zone.rpartition("/")[2]}
    first = _("%(count)d meetings of %(minutes)d minutes, the first on %(first)s.")
    counted = {"count": rhythm.count, "minutes": minutes, "first": date_format(rhythm.starts_on, "j F Y")}
    return [f"{often} {when % told}.", first % counted, _("They take the place of the dates fixed before.")]


def _adopt_rhythm(version: Version, by: Person | None, at: datetime) -> None:
    """The dates ahead are planned anew.

    Raises:
        Refused: `set_is_closed`, `too_many_dates`, `in_the_past`.
    """
    rhythm, minutes = rhythm_in(version.body)
    change_rhythm(version.learning_set, rhythm, minutes=minutes, by=by, at=at)


def _show_protocol(body: Mapping[str, Any]) -> list[str]:
    if "lines" in body:
        return list(body["lines"])
    known = {each.key: each.label for each in protocols.shipped()}
    return [str(known.get(body["protocol"], body["protocol"]))]


def _adopt_protocol(version: Version, by: Person | None, at: datetime) -> None:
    """All meetings ahead run with it, but those nobody presents in, as a first one, and one that tries another shape.

    Those planned later will too, and so will the one with the trial if that is taken back.
    """
    for meeting in queries.ahead(version.learning_set, at):
        trial = trying.trial_of(meeting)
        if trial is not None:
            trial.body = {**trial.body, "instead_of": version.body["protocol"]}
            trial.save(update_fields=["body"])
        elif protocols.shape_of(version.learning_set, meeting.protocol_key).of_presenter:
            give_shape(meeting, version.body["protocol"], by=by, at=at)


def _try_protocol(version: Version, by: Person | None, at: datetime) -> None:
    """The next meeting runs with it; what it would have run with is remembered."""
    meeting = next(iter(queries.ahead(version.learning_set, at)), None)
    if meeting is not None:
        trying.try_in(version, meeting, by=by, at=at)


def _take_out_of_shapes(learning_set: LearningSet, phrase: str) -> int:
    """Out of the set's own shapes, and of the shapes its meetings ran with."""
    times = shapes.take_out(learning_set, phrase)
    for meeting in Meeting.objects.of([learning_set]):
        meeting.protocol, here = without_words(meeting.protocol, phrase)
        if here:
            meeting.save(update_fields=["protocol"])
        times += here
    return times


def _untry_protocol(version: Version, by: Person | None, at: datetime) -> None:
    """The next meeting runs with what it would have run with."""
    planned: dict[str, Meeting] = {str(each.pk): each for each in queries.ahead(version.learning_set, at)}
    meeting = planned.get(version.body.get("meeting", ""))
    if meeting is not None and meeting.protocol_key == version.body["protocol"]:
        give_shape(meeting, version.body["instead_of"], by=by, at=at)


def _rhythm_so_far(learning_set: LearningSet, at: datetime) -> list[str]:
    """The rhythm planned last, as far as dates of it lie ahead."""
    ahead = [each for each in queries.ahead(learning_set, at) if each.series is not None]
    if not ahead or ahead[0].series is None:
        return [_("No rhythm is planned.")]
    planned = ahead[0].series
    rhythm = rules.Rhythm(planned.every_weeks, planned.starts_on, planned.wall_time, planned.zone, planned.count)
    return _show_rhythm(rhythm_body(rhythm, planned.minutes))[:1]


def _shapes_ahead(learning_set: LearningSet, at: datetime) -> list[str]:
    """What each meeting has but for what is only tried; the next one is told first."""
    trials = {each.body.get("meeting"): each.body for each in agreements.trials_to_come(learning_set, Rule.PROTOCOL)}
    keys = dict.fromkeys(
        trials.get(str(each.pk), {}).get("instead_of", each.protocol_key) for each in queries.ahead(learning_set, at)
    )
    return [protocols.shape_of(learning_set, key).label for key in keys] or [_("No meeting is planned.")]


def _all_is_kept(_set: LearningSet, _at: datetime) -> list[str]:
    return [say(Keep.ALL)]


def _show_notes(body: Mapping[str, Any]) -> list[str]:
    return [say(Keep(body["keep"]))]


def _show_renewal(body: Mapping[str, Any]) -> list[str]:
    choice = Renewal(body["choice"])
    if choice is not Renewal.RENEW:
        return [say(choice) + "."]
    line = ngettext("We go on for one more meeting.", "We go on for %(count)d more meetings.", body["count"])
    return [line % {"count": body["count"]}]


def _before_renewal(learning_set: LearningSet, at: datetime) -> list[str]:
    ahead = len(queries.ahead(learning_set, at))
    line = ngettext("One meeting of this cycle lies ahead.", "%(ahead)d meetings of this cycle lie ahead.", ahead)
    return [line % {"ahead": ahead} if ahead else _("No meeting lies ahead.")]


def _adopt_renewal(version: Version, by: Person | None, at: datetime) -> None:
    """Renewed, the rhythm goes on from its last date; closing, the last meeting planned, if any, becomes the closing one.

    A set that decided to close can think again until it is closed.

    Raises:
        Refused: `set_is_closed`, `too_many_dates`, `already_planned`.
    """
    choice, learning_set = Renewal(version.body["choice"]), version.learning_set
    if choice is Renewal.CLOSE:
        _begin_to_close(learning_set, by=by, at=at)
    if choice is Renewal.RENEW and learning_set.stage == Stage.CLOSING:
        _think_again(learning_set, by=by, at=at)
    if choice is Renewal.RENEW:
        renew(learning_set, count=version.body["count"], by=by, at=at)


def _begin_to_close(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    sets.enter_stage(learning_set, stage=Stage.CLOSING, by=by, at=at)
    for meeting in queries.ahead(learning_set, at)[-1:]:
        give_shape(meeting, protocols.CLOSING, by=by, at=at)


def _think_again(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    """Back to work; a meeting planned as the closing one gets the set's usual shape."""
    for meeting in queries.ahead(learning_set, at):
        if protocols.shape_of(learning_set, meeting.protocol_key).closes_set:
            usual = protocols.usual_key(learning_set) or protocols.nearest_in_length(meeting.minutes).key
            give_shape(meeting, usual, by=by, at=at)
    sets.enter_stage(learning_set, stage=Stage.WORKING, by=by, at=at)


RHYTHM = RuleKind(
    Rule.RHYTHM,
    gettext_lazy("When we meet"),
    _show_rhythm,
    _rhythm_so_far,
    _adopt_rhythm,
    weight=Weight.WORKING,
    starts=Starts.AT_ONCE,
)
PROTOCOL = RuleKind(
    Rule.PROTOCOL,
    gettext_lazy("The shape of our meetings"),
    _show_protocol,
    _shapes_ahead,
    _adopt_protocol,
    weight=Weight.WORKING,
    starts=Starts.AT_ONCE,
    made_at="protocols:of_set",
    begin_trial=_try_protocol,
    end_trial=_untry_protocol,
    take_out=_take_out_of_shapes,
)
RENEWAL = RuleKind(
    Rule.RENEWAL,
    gettext_lazy("What comes after this cycle"),
    _show_renewal,
    _before_renewal,
    _adopt_renewal,
    starts=Starts.AT_ONCE,
    once=True,
)
NOTES = RuleKind(Rule.NOTES, gettext_lazy("What we keep of a meeting"), _show_notes, _all_is_kept)
