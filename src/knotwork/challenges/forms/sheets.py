"""Grids, force fields and the lens as one types them: a line without words is no line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.challenges.enums import Pane, Side
from knotwork.challenges.rules import MOST_LINES, Force, GridLine
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.ids import new_id

SPARE_LINES = 3
MARKS = (
    (0, _("0 – not at all")),
    (1, _("1 – a little")),
    (2, _("2 – quite")),
    (3, _("3 – very much")),
)


class Lines(forms.Form):
    """Lines below each other, with a few empty ones at the end; `said_in` names the field with a line's words."""

    said_in = ""
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000, initial=0)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, lines: Sequence[GridLine] | Sequence[Force], version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        posted = sum(1 for name in data or () if name.startswith(f"{self.said_in}_"))
        self.many = min(MOST_LINES, max(len(lines) + SPARE_LINES, posted))
        for nth in range(self.many):
            line = lines[nth] if nth < len(lines) else None
            for name, field in self.fields_of_a_line().items():
                value = getattr(line, name, None)
                field.initial = field.initial if value is None else value
                self.fields[f"{name}_{nth}"] = field

    def fields_of_a_line(self) -> dict[str, forms.Field]:
        """Fresh fields for one line, by name."""
        return {}

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields by lines."""
        return [[self[f"{name}_{nth}"] for name in self.fields_of_a_line()] for nth in range(self.many)]

    def said(self) -> list[dict[str, Any]]:
        """Each line that has words."""
        lines = [{name: self.cleaned_data[f"{name}_{nth}"] for name in self.fields_of_a_line()} for nth in range(self.many)]
        return [line for line in lines if line[self.said_in]]


class _OneLine(WordsField):
    """A few words on one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=200, rows=1, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """The words on one line."""
        return super().to_python(value).replace("\n", " ")


class GridForm(Lines):
    """Who knows, who cares, who can."""

    said_in = "who"

    def fields_of_a_line(self) -> dict[str, forms.Field]:
        """Somebody by role, and three marks."""
        marks = {"knows": _("Knows"), "cares": _("Cares"), "can": _("Can")}
        fields: dict[str, forms.Field] = {"who": _OneLine(label=_("Who, by what they do"))}
        for name, label in marks.items():
            fields[name] = forms.ChoiceField(label=label, choices=MARKS, initial="0", required=False)
        return fields

    def lines(self) -> list[GridLine]:
        """The lines that name somebody."""
        return [
            GridLine(line["who"], int(line["knows"] or 0), int(line["cares"] or 0), int(line["can"] or 0))
            for line in self.said()
        ]


class ForcesForm(Lines):
    """What drives a change and what holds it back."""

    said_in = "what"

    def fields_of_a_line(self) -> dict[str, forms.Field]:
        """A force, which way it works, and how strongly."""
        weights = [(nth, str(nth)) for nth in range(1, 6)]
        return {
            "what": _OneLine(label=_("What is at work")),
            "side": forms.ChoiceField(
                label=_("Which way"),
                choices=lambda: [(one.value, words.say(one)) for one in Side],
                initial=Side.DRIVING.value,
                required=False,
            ),
            "weight": forms.ChoiceField(label=_("How strongly, 1 to 5"), choices=weights, initial="3", required=False),
            "key": forms.CharField(widget=forms.HiddenInput, max_length=40, required=False),
        }

    def lines(self) -> list[Force]:
        """The lines that name a force; one that is new gets a key, and so does one whose key was used already."""
        made: dict[str, Force] = {}
        for line in self.said():
            key = line["key"] if line["key"] and line["key"] not in made else str(new_id())
            made[key] = Force(key, line["what"], Side(line["side"] or Side.DRIVING), int(line["weight"] or 3))
        return list(made.values())


class LensForm(forms.Form):
    """One pane of the lens."""

    pane = forms.ChoiceField(choices=[(one.value, one.value) for one in Pane], widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000, initial=0)
    text = WordsField(label=_("In your words"), required=False, rows=8, is_private=True)
