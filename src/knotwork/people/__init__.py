"""Accounts, sign-in, profile, time zone, preferences, leaving."""
