"""Progress on a terminal, and a search that ends early without losing what it has found."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from knotwork.formation.endings import Ending
from knotwork.formation.saying import say, say_line

if TYPE_CHECKING:
    from knotwork.formation.solver.problem import Progress

EXPLAINING_SECONDS: Final = 30.0
"""How long it is looked for what clashes, and for ways out; what is not proven until then is not told."""
_EVERY_SECONDS: Final = 0.15
_ENDING: Final = "Ending; the best so far is kept. Once more, and nothing is."


@dataclass(slots=True)
class Watcher:
    """Shows progress to whoever sits at a terminal, and ends the search when its time is over or somebody asks for it."""

    is_shown: bool
    until: float = inf
    is_stopped: bool = False
    shown_at: float = field(default=0.0)

    def __call__(self, progress: "Progress") -> bool:
        """Show how far a search is; False ends it."""
        part = min(1.0, progress.proposals / max(progress.of, 1))
        broken = "every rule kept" if not progress.broken else f"{progress.broken} rules broken"
        self._now_and_then(f"{part:4.0%} · {broken} · distance {progress.mean:.3f}, least {progress.least:.3f}")
        return not self.is_stopped and time.monotonic() < self.until

    def for_a_while(self) -> Callable[[str], bool]:
        """Watches an explanation in the same way, and ends it when it has taken long."""
        until = time.monotonic() + EXPLAINING_SECONDS

        def watch(sentence: str) -> bool:
            self._now_and_then(f"{sentence} …")
            return not self.is_stopped and time.monotonic() < until

        return watch

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the one before; an empty one clears the line."""
        if self.is_shown:
            say(f"\r\x1b[K{sentence}")

    def _now_and_then(self, sentence: str) -> None:
        if time.monotonic() - self.shown_at > _EVERY_SECONDS and not self.is_stopped:
            self.shown_at = time.monotonic()
            self.say(sentence)

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """End the search at the first signal, keeping the best so far; at the second end at once.

        Raises:
            KeyboardInterrupt: at the second.
        """
        if self.is_stopped:
            raise KeyboardInterrupt
        self.is_stopped = True
        self.say(_ENDING)


@contextmanager
def watching() -> Iterator[Watcher]:
    """Watch a search: Ctrl+C, or the signal that ends a program, ends the search and not the program."""
    watcher = Watcher(is_shown=sys.stderr.isatty())
    with _at_signals(watcher.stop):
        try:
            yield watcher
        finally:
            watcher.say("")


@contextmanager
def interruptible() -> Iterator[None]:
    """Let the signal that ends a program end it as Ctrl+C does: in order, nothing half-written.

    Raises:
        KeyboardInterrupt: it came.
    """
    with _at_signals(signal.default_int_handler):
        yield


@contextmanager
def loading() -> Iterator[None]:
    """Let those signals end the program on the spot: an error raised amid an import could come out as any other."""
    with _at_signals(_leave):
        yield


def _leave(_number: int, _frame: FrameType | None) -> None:
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    say_line(f"{clear}Interrupted; nothing half-done is left behind.")
    os._exit(Ending.INTERRUPTED)


@contextmanager
def _at_signals(handler: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, signal.SIG_DFL if old is None else old)
