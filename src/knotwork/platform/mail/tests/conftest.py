import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from knotwork.platform.mail import kinds
from knotwork.platform.mail.kinds import LetterKind, Written

BO = UUID("00000000-0000-4000-8000-0000000000b0")


class Postbox:
    """Keeps what an SMTP server was handed; can be told to refuse."""

    def __init__(self):
        self.letters = []
        self.answer = "250 taken"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 – aiosmtpd's name
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    """A real SMTP server that letters are sent to."""
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.KNOTWORK_SMTP_URL = f"smtp://127.0.0.1:{port}?tls=none"
    settings.KNOTWORK_DEMO = False
    yield box
    server.stop()


@pytest.fixture
def allowed() -> set[str]:
    """Kinds whose recipients may still be written to; take one out to forbid it."""
    return {"test.news", "test.code"}


@pytest.fixture
def switched_off() -> list[UUID]:
    """Who switched the news off."""
    return []


@pytest.fixture(autouse=True)
def two_kinds(monkeypatch, allowed, switched_off):
    def write(params, recipient, at):
        return Written("A date is near", f"Until {params['when']}: {params['link']}", f"<p>Until {params['when']}</p>")

    def kind(key, **more):
        return LetterKind(key, write, lambda params, recipient, at: key in allowed, **more)

    def off(recipient, at):
        switched_off.append(recipient)

    several = [kind("test.news", can_be_switched_off=True, switch_off=off), kind("test.code")]
    monkeypatch.setattr(kinds, "_kinds", {one.key: one for one in several})
