"""The line between processes on PostgreSQL: one LISTEN for each process, content-free NOTIFY."""

import logging
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection

CHANNEL = "knotwork"
_PATIENCE_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Line:
    """Sends hints to the other processes and hears theirs, in a thread of its own.

    A payload is `origin topic seq`. `hear("", 0)` after a broken connection means: anything may have been missed.
    """

    def __init__(self, hear: Callable[[str, int], None]) -> None:
        self._hear = hear
        self._origin = uuid4().hex
        self._ending = threading.Event()
        self.is_listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bus", daemon=True)
        self._reach: dict[str, Any] = {
            key: value for key, value in connection.get_connection_params().items() if key not in {"cursor_factory", "context"}
        }

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; returns within about a second."""
        self._ending.set()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=2)

    def send(self, topic: str, seq: int) -> None:
        """Tell the other processes, over the calling thread's own connection; a fault is logged, never raised."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{self._origin} {topic} {seq}"])
        except Exception:  # noqa: BLE001 – what was committed stays committed; the others look again by themselves
            _log.exception("a hint was not sent")

    def _run(self) -> None:
        was_broken = False
        while not self._ending.is_set():
            try:
                self._listen(was_broken=was_broken)
            except psycopg.Error:
                self.is_listening.clear()
                was_broken = True
                _log.warning("the line to the other processes broke; trying again")
                self._ending.wait(_PATIENCE_SECONDS)

    def _listen(self, *, was_broken: bool) -> None:
        with psycopg.connect(**{**self._reach, "autocommit": True}) as line:
            line.execute(f"LISTEN {CHANNEL}")
            self.is_listening.set()
            if was_broken:
                self._hear("", 0)
            while not self._ending.is_set():
                for notice in line.notifies(timeout=0.5):
                    self._take(notice.payload)

    def _take(self, payload: str) -> None:
        origin, _, rest = payload.partition(" ")
        topic, _, seq = rest.rpartition(" ")
        if origin != self._origin and topic and seq.isdecimal():
            self._hear(topic, int(seq))
