"""What people say of their domain maps."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from knotwork.challenges.enums import Domain, LinkKind, NodeKind
from knotwork.challenges.rules import ground
from knotwork.challenges.rules.domain_map import LONGEST_WORDS, Joined, Map, Node, Said
from knotwork.platform.kit import words
from knotwork.platform.kit.forms import WordsField
from knotwork.platform.kit.ids import new_id


class OneLine(WordsField):
    """A few words on one line."""

    def to_python(self, value: Any) -> str:
        """The words with one space between them."""
        return " ".join(super().to_python(value).split())


class PuttingOnMap(forms.Form):
    """Something on the map. `x` and `y` come from the picture, if it is put there."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    x = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=ground.WIDTH)
    y = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=ground.HEIGHT)
    words = OneLine(
        longest=LONGEST_WORDS,
        rows=1,
        label=_("What is it?"),
        help_text=_("A few words. People by what they do rather than by name."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of thing?"),
        choices=[
            (NodeKind.ISSUE.value, _("An issue")),
            (NodeKind.PERSON.value, _("A person, by role")),
            (NodeKind.FORCE.value, _("A force at work")),
            (NodeKind.ACTION.value, _("An action")),
        ],
        widget=forms.RadioSelect,
        initial=NodeKind.ISSUE.value,
    )
    regions = forms.MultipleChoiceField(
        label=_("Where does it sit? One region or several."),
        choices=lambda: [(one.value, words.say(one)) for one in Domain],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one region it sits in.")},
    )

    def said(self) -> Said:
        """What was said of it."""
        told = self.cleaned_data
        return Said(told["words"], NodeKind(told["kind"]), frozenset(map(Domain, told["regions"])))

    def place(self) -> tuple[int, int] | None:
        """Where in the picture it was put, if it was."""
        x, y = self.cleaned_data["x"], self.cleaned_data["y"]
        return (x, y) if x is not None and y is not None else None


class Moving(forms.Form):
    """Where something was drawn to in the picture."""

    x = forms.IntegerField(min_value=0, max_value=ground.WIDTH)
    y = forms.IntegerField(min_value=0, max_value=ground.HEIGHT)


class Linking(forms.Form):
    """How one thing bears on another."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    source = forms.ChoiceField(label=_("From"))
    kind = forms.ChoiceField(
        label=_("How does it bear on the other?"),
        choices=lambda: [(one.value, words.say(one)) for one in LinkKind],
        widget=forms.RadioSelect,
        initial=LinkKind.DRIVES.value,
    )
    target = forms.ChoiceField(label=_("To"))

    def __init__(self, *args: Any, shown: Map, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((one.id, one.said.words) for one in by_words(shown.nodes))]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["target"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse a link from a thing to itself."""
        told = super().clean() or self.cleaned_data
        if told.get("source") and told.get("source") == told.get("target"):
            self.add_error("target", _("A link leads from one thing to another. Choose two different ones."))
        return told

    def joined(self) -> Joined:
        """What was linked with what."""
        told = self.cleaned_data
        return Joined(told["source"], LinkKind(told["kind"]), told["target"])


def by_words(nodes: tuple[Node, ...]) -> list[Node]:
    """The things by alphabet, as one looks for them in a list."""
    return sorted(nodes, key=lambda one: (one.said.words.casefold(), one.id))


def key_of(form: forms.Form) -> UUID:
    """The key made when the form was drawn, or a new one."""
    key = form.cleaned_data["key"]
    return key if isinstance(key, UUID) else new_id()
