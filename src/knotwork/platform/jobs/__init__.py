"""Claiming and running due rows."""
