import logging

import pytest
from django.test import Client

from knotwork.config.logs import QuietFormatter

CANARY = "CNRY-7f3a"


@pytest.fixture
def written():
    """What the console would show."""
    lines = []

    class Keeper(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    keeper = Keeper()
    keeper.setFormatter(QuietFormatter())
    for name in ("", "django"):
        logging.getLogger(name).addHandler(keeper)
    yield lines
    for name in ("", "django"):
        logging.getLogger(name).removeHandler(keeper)


@pytest.mark.django_db
@pytest.mark.usefixtures("probes")
@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"/probe/fail/?{CANARY}", {}),
        (f"/{CANARY}/?{CANARY}", {}),
        (f"/probe/refuse/{CANARY}/", {}),
        (f"/letters/off/{CANARY}/", {}),
        ("/probe/echo/", {"sec-fetch-site": CANARY}),
        ("/probe/echo/", {"host": f"{CANARY}.example.org", "referer": f"http://{CANARY}/"}),
    ],
)
def test_nothing_of_a_request_is_written_to_the_log(written, path, headers):
    Client(raise_request_exception=False, enforce_csrf_checks=False).post(path, {"words": CANARY}, headers=headers)

    assert written
    assert CANARY not in "\n".join(written)


def fails(number):
    try:
        return {}[CANARY]
    except KeyError as fault:
        raise ValueError(f"{CANARY} {number}") from fault


def test_a_fault_is_told_by_its_class_and_frames_and_so_are_its_causes(written):
    try:
        fails(7)
    except ValueError:
        logging.getLogger("knotwork.test").exception("it failed")

    text = "\n".join(written)
    assert "it failed" in text
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_logs.py:" in text
    assert CANARY not in text


def test_loggers_that_speak_of_requests_in_words_are_not_believed(written):
    logging.getLogger("asyncio").error("Task exception was never retrieved: %r", ValueError(CANARY))

    assert written
    assert CANARY not in "\n".join(written)
