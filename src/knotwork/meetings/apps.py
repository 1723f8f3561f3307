"""Rhythm, dates, attendance, airtime; one meeting's calendar file."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Registers the app with Django."""

    name = "knotwork.meetings"
    label = "meetings"
