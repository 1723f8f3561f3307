"""Reads a mapping by a member's key in templates."""

from collections.abc import Mapping
from uuid import UUID

from django import template

register = template.Library()


@register.filter
def of(words: Mapping[UUID, str], key: UUID) -> str:
    """The words under this key; empty if there are none."""
    return words.get(key, "")
