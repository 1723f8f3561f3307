"""The cast of the agreements' tests."""

from knotwork.sets.tests.cast import amara, at_the_moment, bo, heron, opened_by

__all__ = ["amara", "at_the_moment", "bo", "heron", "opened_by"]
