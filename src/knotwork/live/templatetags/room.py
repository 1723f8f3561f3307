"""The room's smallest piece, drawn in Python: a screen holds dozens of these, and eight screens are drawn for each move."""

from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from knotwork.live.screens.shapes import Press

register = template.Library()

_PRESSED = {None: "", True: ' aria-pressed="true"', False: ' aria-pressed="false"'}


@register.simple_tag(takes_context=True)
def press(context: Context, one: Press) -> SafeString:
    """One button that makes one move: a form of its own, so that it works without scripts."""
    hidden = [("kind", one.kind), ("move_id", str(one.move_id)), *one.body]
    if one.expect is not None:
        hidden.append(("expect", str(one.expect)))
    if context["csrf"]:
        hidden.append(("csrfmiddlewaretoken", context["csrf"]))
    fields = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in hidden)
    look = f" button--{one.look}" if one.look else ""
    button = f'<button class="button{look}" data-key="{escape(one.key)}"{_PRESSED[one.pressed]}>{escape(one.label)}</button>'
    form = f'<form method="post" action="{escape(context["moves_url"])}" data-move>{fields}{button}</form>'
    return mark_safe(form)  # noqa: S308 – every value in it is escaped above
