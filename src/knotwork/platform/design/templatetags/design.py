"""Template tags of the design system, built into every template."""

from enum import StrEnum

from django import template

from knotwork.platform.kit import words

register = template.Library()


@register.filter
def say(word: StrEnum) -> str:
    """The registered label or sentence for a word of an enum."""
    return words.say(word)
