"""Knotwork: the place an action learning set lives in."""

__version__ = "0.1.0"
