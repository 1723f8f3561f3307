"""The room's smallest piece, drawn in Python: a screen holds dozens of these, and eight screens are drawn for each move."""

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from knotwork.live.screens.shapes import Press

register = template.Library()

_PRESSED = {None: "", True: ' aria-pressed="true"', False: ' aria-pressed="false"'}


@register.simple_tag(takes_context=True)
def press(context: Context, one: Press) -> SafeString:
    """One button that makes one move: a form of its own, so that it works without scripts."""
    hidden = [("kind", one.kind), ("move_id", one.move_id), *one.body]
    if one.expect is not None:
        hidden.append(("expect", one.expect))
    if context["csrf"]:
        hidden.append(("csrfmiddlewaretoken", context["csrf"]))
    return format_html(
        '<form method="post" action="{}" data-move>{}<button class="button{}" data-key="{}"{}>{}</button></form>',
        context["moves_url"],
        format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden),
        f" button--{one.look}" if one.look else "",
        one.key,
        mark_safe(_PRESSED[one.pressed]),  # noqa: S308 – one of three constants
        one.label,
    )
