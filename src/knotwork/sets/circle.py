"""Tells the apps above that the circle of a set's members has changed, inside the same transaction."""

from collections.abc import Callable
from datetime import datetime

from knotwork.sets.models import LearningSet

type Listener = Callable[[LearningSet, datetime], None]

_listeners: list[Listener] = []


def on_change(callback: Listener) -> None:
    """Call this whenever somebody joins or leaves a set; registered once, from an app's `ready`."""
    if callback not in _listeners:
        _listeners.append(callback)


def changed(learning_set: LearningSet, at: datetime) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(learning_set, at)
