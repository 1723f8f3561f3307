"""What may be written to the log: what happened and where in the program; never a query string, a body or anyone's words."""

import logging
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from django.http import HttpRequest

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "knotwork.config.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.security.csrf": {"level": "ERROR"},
        "knotwork": {"level": "INFO"},
    },
}
_MESSAGES_MAY_HOLD_WORDS = ("django.security", "asyncio", "allauth")


class QuietFormatter(logging.Formatter):
    """One line for each event. A fault is told by its class and its frames; its message could hold somebody's words."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the frames of a fault under it."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line = f"{moment:%Y-%m-%d %H:%M:%S} {record.levelname.lower()} {record.name}: {_said(record)}"
        fault = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{_frames(fault)}" if fault is not None else line


def _said(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        match_ = request.resolver_match
        return f"{getattr(record, 'status_code', '-')} {request.method} {match_.view_name if match_ else 'an unknown address'}"
    if record.name.startswith(_MESSAGES_MAY_HOLD_WORDS):
        return "a request was turned away" if record.name.startswith("django.security") else "an event without words"
    return record.getMessage()


def _frames(fault: BaseException) -> str:
    steps = traceback.extract_tb(fault.__traceback__)
    lines = [f"  {PurePath(step.filename).name}:{step.lineno} in {step.name}" for step in steps]
    cause = fault.__cause__ or fault.__context__
    told = [*lines, f"  {type(fault).__name__}"]
    return "\n".join([_frames(cause), *told] if cause is not None else told)
