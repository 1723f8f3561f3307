"""The one place that speaks SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType
from typing import Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS = 15.0


class BadAddress(ValueError):
    """KNOTWORK_SMTP_URL cannot be understood; the message says why."""


@dataclass(frozen=True)
class Server:
    """Where letters are handed over."""

    host: str
    port: int
    username: str
    password: str
    security: Literal["none", "starttls", "tls"]

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read `smtp://name:password@host:587?tls=starttls|none` or `smtps://…`.

        Raises:
            BadAddress: it is neither.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as fault:
            raise BadAddress("KNOTWORK_SMTP_URL: the host or the port cannot be read.") from fault
        tls = parse_qs(parts.query).get("tls", ["starttls"])[0]
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise BadAddress(
                "KNOTWORK_SMTP_URL must look like smtp://name:password@host:587 or smtps://name:password@host:465."
            )
        if tls not in {"starttls", "none"}:
            raise BadAddress("KNOTWORK_SMTP_URL: tls is starttls or none.")
        name, password = unquote(parts.username or ""), unquote(parts.password or "")
        if parts.scheme == "smtps":
            return cls(parts.hostname, port or 465, name, password, "tls")
        return cls(parts.hostname, port or 587, name, password, "starttls" if tls == "starttls" else "none")


class Connection:
    """An open connection to a server; use with `with`. Connecting may raise any `OSError` or `SMTPException`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.drop()

    def open(self) -> smtplib.SMTP:
        """Connect and sign in, unless that is done already."""
        if self._smtp is None:
            server = self._server
            if server.security == "tls":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=SECONDS, context=ssl.create_default_context()
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
            try:
                if server.security == "starttls":
                    smtp.starttls(context=ssl.create_default_context())
                if server.username:
                    smtp.login(server.username, server.password)
            except BaseException:
                smtp.close()
                raise
            self._smtp = smtp
        return self._smtp

    def send(self, message: EmailMessage) -> None:
        """Hand one letter over; after a broken line, once more over a new one."""
        try:
            self.open().send_message(message)
        except smtplib.SMTPServerDisconnected:
            self.drop()
            self.open().send_message(message)

    def drop(self) -> None:
        """Close the connection without ceremony."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()


def is_for_good(fault: Exception) -> bool:
    """Whether trying again is useless: the server knows no such address, or refuses this letter for ever."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            return all(500 <= code < 600 for code, _words in fault.recipients.values())
        case smtplib.SMTPDataError():
            return 500 <= fault.smtp_code < 600
    return False


def told(fault: Exception) -> str:
    """What may be written down of a fault: its class and the server's code, no words."""
    code = getattr(fault, "smtp_code", "")
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code = next((code for code, _words in fault.recipients.values()), "")
    return f"{type(fault).__name__} {code}".strip()


_EXPLAINED: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "The mail server does not accept the name and password in KNOTWORK_SMTP_URL."),
    (
        smtplib.SMTPNotSupportedError,
        "The mail server does not offer what KNOTWORK_SMTP_URL asks for; try tls=none or smtps://.",
    ),
    (smtplib.SMTPSenderRefused, "The mail server does not accept the sender's address; see KNOTWORK_MAIL_FROM."),
    (smtplib.SMTPRecipientsRefused, "The mail server does not accept the recipient's address."),
    (smtplib.SMTPException, "The mail server does not answer as a mail server should."),
    (ssl.SSLError, "The mail server's certificate is not valid, or it does not speak TLS at this port."),
    (TimeoutError, "The mail server does not answer in time."),
    (ConnectionRefusedError, "Nothing answers at the mail server's address and port."),
    (OSError, "The mail server cannot be reached."),
)


def explained(fault: Exception) -> str:
    """A sentence for the host about why mail does not leave."""
    sentence = next((sentence for kind, sentence in _EXPLAINED if isinstance(fault, kind)), "Mail does not leave.")
    return f"{sentence} ({told(fault)})"
