"""Limits every request keeps to."""

BODY_BYTES = 256 * 1024
"""The longest body of a request (design: trust.md §3.8)."""

TOO_LARGE = "knotwork.body_is_too_large"
"""Marks, in a request's META, that its body was over the limit and has been dropped."""
