import smtplib
import ssl

import pytest

from knotwork.platform.mail.smtp import BadAddress, Server, explained, is_for_good
from knotwork.platform.mail.writing import message_id, one_line


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", Server("mail.example.org", 587, "", "", "starttls")),
        ("smtp://lev:p%40ss@mail.example.org:2525?tls=none", Server("mail.example.org", 2525, "lev", "p@ss", "none")),
        ("smtps://lev:secret@mail.example.org", Server("mail.example.org", 465, "lev", "secret", "tls")),
    ],
)
def test_addresses_are_read(url, server):
    assert Server.parse(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h:port", "smtp://h?tls=maybe"]
)
def test_addresses_that_make_no_sense_are_refused(url):
    with pytest.raises(BadAddress):
        Server.parse(url)


@pytest.mark.parametrize(
    ("fault", "begins"),
    [
        (smtplib.SMTPAuthenticationError(535, b"CNRY"), "The mail server does not accept the name and password"),
        (ssl.SSLError("CNRY"), "The mail server's certificate"),
        (TimeoutError("CNRY"), "The mail server does not answer in time"),
        (ConnectionRefusedError("CNRY"), "Nothing answers"),
        (smtplib.SMTPRecipientsRefused({"CNRY": (550, b"CNRY")}), "The mail server does not accept the recipient"),
    ],
)
def test_faults_are_explained_without_their_words(fault, begins):
    assert explained(fault).startswith(begins)
    assert "CNRY" not in explained(fault)


@pytest.mark.parametrize(
    ("fault", "for_good"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"")}), True),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"")}), False),
        (smtplib.SMTPDataError(554, b""), True),
        (smtplib.SMTPDataError(451, b""), False),
        (TimeoutError(), False),
    ],
)
def test_only_a_refusal_for_ever_is_for_good(fault, for_good):
    assert is_for_good(fault) is for_good


def test_a_line_stays_one_line():
    assert one_line("Date\r\nBcc: all\x00 \u2028 end") == "Date Bcc: all end"


def test_the_same_letter_has_the_same_id_for_ever():
    assert message_id("reminder:bo:7") == "<428b421221fc41b73375cf2c508e289768f363da@localhost>"
