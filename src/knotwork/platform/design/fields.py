"""Dresses a form's field for the `field` tag: the right control, and wires from the control to its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString

from knotwork.platform.kit import kept_out
from knotwork.platform.kit.forms import NAME_STANDS, WordsField

_NATIVE = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


@dataclass(frozen=True)
class Dressed:
    """A field ready to be laid out.

    `shape` is one of control, tick (one box), choices (radios or boxes in a fieldset), hidden. `is_asked`: nothing is
    wrong, a name its writer keeps out stands in it; `offer` is there once in a form that asks.
    """

    bound: BoundField
    shape: str
    control: SafeString
    described_by: str
    ids: dict[str, str] = field(default_factory=dict)
    is_asked: bool = False
    offer: "Offer | None" = None


@dataclass(frozen=True)
class Offer:
    """A question about names that stand in a form; `goes_along` is sent again with the answer."""

    fields: int
    goes_along: Sequence[tuple[str, str]]


def dress(bound: BoundField, *, has_hint: bool, has_who: bool) -> Dressed:
    """Render the control of a bound field, described by its fault, hint and who-line."""
    widget = bound.field.widget
    shape = _shape(widget)
    ids = {part: f"{bound.auto_id or bound.html_name}-{part}" for part in ("fault", "hint", "who")}
    wires = [ids["fault"]] * bool(bound.errors) + [ids["hint"]] * has_hint + [ids["who"]] * has_who
    described_by = " ".join(wires)
    attrs: dict[str, str | bool] = {"aria-describedby": described_by} if described_by and shape != "choices" else {}
    is_asked = bool(bound.errors) and all(fault.code == NAME_STANDS for fault in bound.form.errors.as_data()[bound.name])
    if bound.errors and shape != "choices":
        attrs["aria-invalid"] = "false" if is_asked else "true"
    if isinstance(widget, forms.Textarea) and "rows" not in widget.attrs:
        attrs["rows"] = "2"
    if isinstance(bound.field, WordsField) and not bound.field.is_private:
        attrs["data-names-desk"] = kept_out.desk()
    if not bound.errors:
        _make_native(widget)
    return Dressed(bound, shape, bound.as_widget(attrs=attrs), described_by, ids, is_asked, _offer(bound))


def only_asks(form: forms.BaseForm) -> bool:
    """Whether nothing in a form is wrong, and its writer is only asked about names they keep out."""
    faults = [fault for faults in form.errors.as_data().values() for fault in faults]
    return bool(faults) and all(fault.code == NAME_STANDS for fault in faults)


def _offer(bound: BoundField) -> Offer | None:
    """What to ask at this field: at the first one of its form in which a name stands, for all of them."""
    faults = bound.form.errors.as_data() if bound.form.is_bound else {}
    stand = [name for name in bound.form.fields if any(fault.code == NAME_STANDS for fault in faults.get(name, ()))]
    return Offer(len(stand), _unasked(bound.form)) if stand[:1] == [bound.name] else None


def _shape(widget: forms.Widget) -> str:
    """How the field is laid out."""
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "control"


def _make_native(widget: forms.Widget) -> None:
    """Let the browser bring its own picker for dates and times; a form's widgets are its own copy.

    Not after a fault: a picker would swallow what was typed.
    """
    for kind, input_type, written in _NATIVE:
        if type(widget) is kind and isinstance(widget, forms.DateInput | forms.TimeInput | forms.DateTimeInput):
            widget.input_type = input_type
            widget.format = written


def _unasked(form: forms.BaseForm) -> list[tuple[str, str]]:
    """What came with a form besides its fields, such as the button that was pressed; it goes along when it is sent again."""
    own = {form.add_prefix(name) for name in form.fields} | {"csrfmiddlewaretoken", kept_out.ANSWER}
    lists = form.data.lists() if isinstance(form.data, QueryDict) else ()
    besides = [(name, values) for name, values in lists if name not in own and name.rpartition("_")[0] not in own]
    return [(name, str(value)) for name, values in besides for value in values]
