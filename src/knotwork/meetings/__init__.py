"""Rhythm, dates, attendance, airtime; one meeting's calendar file."""
