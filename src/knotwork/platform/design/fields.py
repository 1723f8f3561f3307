"""Dresses a form's field for the `field` tag: the right control, and wires from the control to its words."""

from dataclasses import dataclass, field

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString

from knotwork.platform.kit import kept_out

_NATIVE = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


@dataclass(frozen=True)
class Dressed:
    """A field ready to be laid out.

    `shape` is one of control, tick (one box), choices (radios or boxes in a fieldset), hidden.
    """

    bound: BoundField
    shape: str
    control: SafeString
    described_by: str
    ids: dict[str, str] = field(default_factory=dict)


def dress(bound: BoundField, *, has_hint: bool, has_who: bool) -> Dressed:
    """Render the control of a bound field, described by its fault, hint and who-line."""
    widget = bound.field.widget
    shape = _shape(widget)
    ids = {part: f"{bound.auto_id or bound.html_name}-{part}" for part in ("fault", "hint", "who")}
    wires = [ids["fault"]] * bool(bound.errors) + [ids["hint"]] * has_hint + [ids["who"]] * has_who
    described_by = " ".join(wires)
    attrs: dict[str, str | bool] = {"aria-describedby": described_by} if described_by and shape != "choices" else {}
    if bound.errors and shape != "choices":
        attrs["aria-invalid"] = "true"
    if isinstance(widget, forms.Textarea) and "rows" not in widget.attrs:
        attrs["rows"] = "2"
    if not bound.errors:
        _make_native(widget)
    return Dressed(bound, shape, bound.as_widget(attrs=attrs), described_by, ids)


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


def unasked(form: forms.BaseForm) -> list[tuple[str, str]]:
    """What came with a form besides its fields, such as the button that was pressed; it goes along when it is sent again."""
    asked = (*map(form.add_prefix, form.fields), "csrfmiddlewaretoken", kept_out.ANSWER)
    lists = form.data.lists() if isinstance(form.data, QueryDict) else ()
    return [(name, str(value)) for name, values in lists if not name.startswith(asked) for value in values]
