"""A mail server of one's own: takes every letter the house sends and shows it."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from threading import Condition
from typing import Any, Self

from aiosmtpd.controller import Controller

from tests.house import free_port


@dataclass(frozen=True)
class Letter:
    """One letter as it arrived."""

    to: str
    subject: str
    text: str
    source: str

    @property
    def link(self) -> str:
        """The first address of the house in it."""
        found = re.search(r"http://localhost:\d+\S+", self.text)
        assert found, self.text
        return found[0]

    @property
    def code(self) -> str:
        """Its six digits."""
        found = re.search(r"^\s*(\d{3}\s?\d{3})\s*$", self.text, re.MULTILINE)
        assert found, self.text
        return found[1]


class Postbox:
    """Open from `__enter__` to `__exit__`; letters are kept in the order in which they came."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: list[Letter] = []
        self._came = Condition()
        self._taken: set[int] = set()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 – aiosmtpd's name
        mail = BytesParser(_class=EmailMessage, policy=modern).parsebytes(envelope.content)
        parts = "\n".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
        plain = mail.get_body(("plain",))
        assert plain is not None
        source = f"{mail['Subject']}\n{mail['From']}\n{parts}"
        with self._came:
            for address in envelope.rcpt_tos:
                self.letters.append(Letter(address, str(mail["Subject"]), plain.get_content(), source))
            self._came.notify_all()
        return "250 Taken"

    def next_to(self, address: str, *, about: str = "", within_seconds: float = 20) -> Letter:
        """The first letter to this address that was not yet taken out; waits for it."""

        def found() -> int | None:
            waiting = (place for place, letter in enumerate(self.letters) if place not in self._taken)
            return next((at for at in waiting if self.letters[at].to == address and about in self.letters[at].subject), None)

        with self._came:
            arrived = self._came.wait_for(lambda: found() is not None, within_seconds)
            assert arrived, f"no letter about “{about}” to {address}; came: {[(one.to, one.subject) for one in self.letters]}"
            place = found()
            assert place is not None
            self._taken.add(place)
            return self.letters[place]
