"""Questions that several parts of a page ask: answered once while the page is made, and forgotten with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, cast

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """While a page is made that changes nothing, the same question has the same answer."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once_a_page[**P, T](ask: Callable[P, T]) -> Callable[P, T]:
    """Ask the database once a page for each of its hashable arguments; anywhere else, each time.

    Whoever asks shares the answer with others, and leaves it as it is.
    """

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _answers.get()
        if answers is None:
            return ask(*args, **kwargs)
        question = (ask, args, tuple(sorted(kwargs.items())))
        if question not in answers:
            answers[question] = ask(*args, **kwargs)
        return cast("T", answers[question])

    return asked
