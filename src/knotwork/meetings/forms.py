"""Shape and sanity of what is entered about rhythm and dates."""

from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knotwork.meetings import queries, rules, services
from knotwork.meetings.enums import Attendance, Keep, Renewal, RotaRole, SwapAnswer
from knotwork.people import rules as people
from knotwork.platform.kit.forms import EARLIEST, LATEST, TOO_FAR, DayField, WordsField
from knotwork.platform.kit.words import say
from knotwork.protocols import queries as protocols
from knotwork.sets.enums import Stage
from knotwork.sets.models import LearningSet

LENGTHS = (
    (90, _("1½ hours")),
    (120, _("2 hours")),
    (150, _("2½ hours")),
    (180, _("3 hours")),
    (210, _("3½ hours")),
    (240, _("4 hours")),
    (360, _("6 hours")),
)


class RhythmForm(forms.Form):
    """A rhythm. Each field asks for a new preview when it changes."""

    starts_on = DayField(label=_("First meeting on"))
    wall_time = forms.TimeField(label=_("At"), widget=forms.TimeInput)
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=LENGTHS)
    every_weeks = forms.IntegerField(label=_("Every how many weeks"), min_value=1, max_value=12)
    count = forms.IntegerField(label=_("How many meetings"), min_value=1, max_value=rules.MOST_DATES)
    zone = forms.ChoiceField(label=_("On the clock of"), widget=forms.Select(attrs={"data-zones": _("this device")}))

    def __init__(self, data: Any, *, proposal: dict[str, Any], url: str) -> None:
        super().__init__(data, initial=proposal)
        zone = proposal["zone"]
        asks = {"hx-post": url, "hx-target": "#preview", "hx-select": "#preview", "hx-swap": "outerHTML"}
        asks["hx-sync"] = "closest form:replace"
        choice = self.fields["zone"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 – declared above
        offered = people.zone_choices(timezone.localdate(), zone)
        choice.choices = offered if people.is_zone(zone) else [(zone, zone), *offered]
        for field in self.fields.values():
            field.widget.attrs.update(asks)

    def dates(self) -> tuple[rules.Occurrence, ...]:
        """The dates of what is entered, or of what is proposed; none while it is not well-formed."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else self.fields_as_proposed()
        return rules.occurrences(rules.Rhythm(**{name: said[name] for name in _RHYTHM})) if said else ()

    def fields_as_proposed(self) -> dict[str, Any]:
        """The proposal of an empty form, well-formed; nothing once somebody has entered something."""
        if self.is_bound:
            return {}
        return {name: field.clean(self.initial[name]) for name, field in self.fields.items()}


_RHYTHM = ("every_weeks", "starts_on", "wall_time", "zone", "count")


class RhythmRule(RhythmForm):
    """The rhythm as a rule of the set; the dates ahead are planned anew once it is agreed."""

    @classmethod
    def made(cls, learning_set: LearningSet, posted: Any, body: Any) -> "RhythmRule":
        """The form of the kind, beginning with the rhythm that stands, over the dates it takes the place of."""
        proposal = queries.rhythm_ahead(learning_set, timezone.now())
        form = cls(posted, proposal={**proposal, **({} if body is None else _as_entered(body))}, url="")
        form.fields["starts_on"].help_text = _(
            "The dates fixed so far are called off, and these take their place; a meeting whose hour has come stays."
        )
        for field in form.fields.values():
            for asked in ("hx-post", "hx-target", "hx-select", "hx-swap", "hx-sync"):
                field.widget.attrs.pop(asked, None)
        return form

    def body(self) -> dict[str, Any]:
        """What is stored."""
        said = self.cleaned_data
        return services.rhythm_body(rules.Rhythm(**{name: said[name] for name in _RHYTHM}), said["minutes"])


def _as_entered(body: Any) -> dict[str, Any]:
    """A proposal as it was entered; of a rhythm that has begun, all but its first day and its number of meetings."""
    starts_on = date.fromisoformat(body["starts_on"])
    if starts_on > timezone.localdate():
        return {**body, "starts_on": starts_on}
    return {name: said for name, said in body.items() if name not in ("starts_on", "count")}


class ProtocolRule(forms.Form):
    """The shape of all meetings ahead."""

    protocol = forms.ChoiceField(label=_("How do we meet?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, learning_set: LearningSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learning_set = learning_set
        self.fields["protocol"].choices = protocols.usual_choices(learning_set)  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def made(cls, learning_set: LearningSet, posted: Any, body: Any) -> "ProtocolRule":
        """The form of the kind."""
        return cls(posted, initial=dict(body or {}), learning_set=learning_set)

    def body(self) -> dict[str, Any]:
        """What is stored."""
        return protocols.rule_body(self.learning_set, self.cleaned_data["protocol"])


class RenewalRule(forms.Form):
    """What the set does at the end of a cycle."""

    choice = forms.ChoiceField(label=_("What do you propose?"), widget=forms.RadioSelect)
    count = forms.IntegerField(label=_("For how many meetings, if you go on"), min_value=1, max_value=12, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(each.value, say(each)) for each in Renewal]  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def made(cls, learning_set: LearningSet, posted: Any, _body: Any) -> "RenewalRule":
        """The form of the kind; as many meetings as the last time are proposed, and no choice."""
        return cls(posted, initial={"count": queries.length_of_cycle(learning_set)})

    def clean(self) -> dict[str, Any]:
        """Going on needs a number."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == Renewal.RENEW and not cleaned.get("count") and "count" not in self.errors:
            self.add_error("count", _("Say for how many meetings: between 1 and 12."))
        return cleaned

    def body(self) -> dict[str, Any]:
        """What is stored."""
        choice = self.cleaned_data["choice"]
        return {"choice": choice, **({"count": self.cleaned_data["count"]} if choice == Renewal.RENEW else {})}


class NotesRule(forms.Form):
    """What of a meeting's words is kept once it is closed."""

    keep = forms.ChoiceField(label=_("When a meeting has closed"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(each.value, say(each)) for each in Keep]  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def made(cls, _set: LearningSet, posted: Any, body: Any) -> "NotesRule":
        """The form of the kind."""
        return cls(posted, initial=dict(body or {}))

    def body(self) -> dict[str, Any]:
        """What is stored."""
        return {"keep": self.cleaned_data["keep"]}


class WallField(forms.DateTimeField):
    """A wall time as entered, naive: its zone is the set's, and the reader's clock must not judge it."""

    def to_python(self, value: Any) -> datetime | None:
        """The entered wall time; the form speaks of UTC only because no wall time is skipped there."""
        with timezone.override(UTC):
            said = super().to_python(value)
        if said is not None and not EARLIEST <= said.date() <= LATEST:
            raise forms.ValidationError(TOO_FAR)
        return said.replace(tzinfo=None) if said else None


class DateForm(forms.Form):
    """One start, on the clock of a zone."""

    starts = WallField(label=_("Day and time"), widget=forms.DateTimeInput)

    def occurrence(self, zone: str) -> rules.Occurrence:
        """The entered wall time kept in this zone."""
        return rules.occurrence(self.cleaned_data["starts"], zone)


class ExtraMeetingForm(DateForm):
    """One meeting outside the rhythm."""

    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=LENGTHS, initial=210)
    protocol_key = forms.ChoiceField(label=_("What shape"))

    def __init__(self, *args: Any, learning_set: LearningSet, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol_key"].choices = protocols.choices(learning_set)  # type: ignore[attr-defined]  # a choice field
        usual = protocols.usual_key(learning_set) or "classic"
        self.initial.setdefault("protocol_key", protocols.CLOSING if learning_set.stage == Stage.CLOSING else usual)
        if is_first:
            first = protocols.shipped_by_key(protocols.FIRST)
            self.initial.update(protocol_key=first.key, minutes=first.minutes)


class ArrangementsForm(forms.Form):
    """Where and how a meeting is held."""

    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    video_link = forms.URLField(label=_("Video link"), max_length=1000, required=False, assume_scheme="https")
    access_notes = WordsField(label=_("Getting in and taking part"), longest=1000, required=False)
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        validators=[MinValueValidator(rules.SHORTEST_MINUTES), MaxValueValidator(rules.LONGEST_MINUTES)],
    )
    protocol_key = forms.ChoiceField(label=_("Shape of the meeting"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)

    def __init__(self, *args: Any, learning_set: LearningSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, key = protocols.choices(learning_set), str(self.initial.get("protocol_key", ""))
        if key and key not in dict(known) and protocols.is_known(learning_set, key):
            known.insert(0, (key, protocols.shape_of(learning_set, key).label))
        self.fields["protocol_key"].choices = known  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def showing(cls, said: rules.Arrangements, *, now: rules.Arrangements, learning_set: LearningSet) -> "ArrangementsForm":
        """The form with these words in it, over what stands now."""
        return cls(initial={**asdict(said), "seen": now.mark}, learning_set=learning_set)

    def to(self) -> rules.Arrangements:
        """What is to be."""
        said: dict[str, Any] = {each.name: self.cleaned_data[each.name] for each in fields(rules.Arrangements)}
        said["access_notes"] = said["access_notes"].strip()
        return rules.Arrangements(**said)


class AttendanceForm(forms.Form):
    """Whether somebody is coming."""

    answer = forms.ChoiceField(choices=[(each.value, each.value) for each in Attendance])
    message = forms.CharField(label=_("A word to the set, if you like"), max_length=300, required=False)


class CalendarNameForm(forms.Form):
    """What one's own calendar calls the meetings of a set."""

    text = forms.CharField(label=_("In my calendar these meetings are called"), max_length=60, required=False)


class SwapForm(forms.Form):
    """Asking a member to take one's role over."""

    role = forms.TypedChoiceField(coerce=RotaRole, choices=[(role.value, role.value) for role in RotaRole])
    asked = forms.UUIDField()


class SwapAnswerForm(forms.Form):
    """Answering such a question, or taking it back."""

    swap = forms.UUIDField()
    answer = forms.TypedChoiceField(coerce=SwapAnswer, choices=[(answer.value, answer.value) for answer in SwapAnswer])
