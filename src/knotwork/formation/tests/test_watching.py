"""Signals end a search, not the program; a second one, or one outside a search, ends it in order."""

import os
import signal

import pytest

from knotwork.formation.solver.problem import Progress
from knotwork.formation.watching import Watcher, interruptible, watching

HALFWAY = Progress(proposals=5, of=10, broken=0, mean=0.5, least=0.25)
SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_search_and_keeps_what_was_found(number: signal.Signals):
    with watching() as watch:
        before = watch(HALFWAY)
        os.kill(os.getpid(), number)

        assert (before, watch(HALFWAY), watch.for_a_while()("looking")) == (True, False, False)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_second_signal_ends_at_once(number: signal.Signals):
    with watching():
        os.kill(os.getpid(), number)

        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", SIGNALS)
def test_while_nothing_is_searched_a_signal_ends_the_program_in_order(number: signal.Signals):
    with interruptible(), pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)


def test_signals_mean_afterwards_what_they_meant_before():
    before = [signal.getsignal(number) for number in SIGNALS]

    with interruptible(), watching():
        within = [signal.getsignal(number) for number in SIGNALS]

    assert [signal.getsignal(number) for number in SIGNALS] == before
    assert within[0] is not before[0]


def test_progress_is_shown_at_a_terminal_alone(capsys: pytest.CaptureFixture[str]):
    Watcher(is_shown=False)(HALFWAY)
    quiet = capsys.readouterr().err
    Watcher(is_shown=True)(HALFWAY)

    assert quiet == ""
    assert capsys.readouterr().err == "\r\x1b[K 50% · every rule kept · distance 0.500, least 0.250"
