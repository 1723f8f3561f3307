"""The worker: one thread with its own connection that does prompt and periodic work while the program serves."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import close_old_connections, connections

from knotwork.platform.jobs import bell, queries, services
from knotwork.platform.jobs.apart import told
from knotwork.platform.jobs.tasks import Periodic, Prompt
from knotwork.platform.kit import clock

ROUND_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Worker:
    """Does the product's recurring work in rounds, about one a second, sooner when the bell rings."""

    def __init__(self, periodic: Sequence[Periodic], prompt: Sequence[Prompt]) -> None:
        self._periodic = {task.name: task for task in periodic}
        self._prompt = tuple(prompt)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, seconds: float = 2.0) -> None:
        """Finish what is in hand and stop; work that takes longer is left to its lease."""
        self._ending.set()
        bell.wake()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def round(self, *, now: Callable[[], datetime] = clock.now) -> None:
        """Do once all that is to be done now. A fault in one piece of work never keeps another from being done."""
        for prompt in self._prompt:
            self._try(prompt.name, prompt.run, now())
        for name in queries.due(now()):
            if not self._ending.is_set() and name in self._periodic:
                self._do(self._periodic[name], now)

    def _run(self) -> None:
        enrolled = False
        while not self._ending.is_set():
            close_old_connections()
            try:
                if not enrolled:
                    services.enrol(self._periodic.values(), at=clock.now())
                    enrolled = True
                self.round()
            except Exception as fault:  # noqa: BLE001 – the database may be away for a while; the worker outlives it
                _log.error("a round of work failed: %s", told(fault))
            bell.wait(ROUND_SECONDS)
        connections.close_all()

    def _do(self, task: Periodic, now: Callable[[], datetime]) -> None:
        claimed_at = now()
        if services.claim(task.name, at=claimed_at):
            fault = self._try(task.name, task.run, claimed_at)
            services.settle(task, claimed_at=claimed_at, at=now(), fault=fault)

    def _try(self, name: str, run: Callable[[datetime], None], at: datetime) -> str:
        try:
            run(at)
        except Exception as fault:  # noqa: BLE001 – any fault of any work is noted, and the next work done
            _log.error("%s failed: %s", name, told(fault))
            return told(fault)
        return ""
