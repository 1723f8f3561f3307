"""Looking for canaries in bytes, in whatever dress they wear."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse

from tests.world import Canaries

_PLAIN = re.compile(rb"cnry-[a-z0-9]+-[a-z]+", re.IGNORECASE)
_SIGN = (b"CNRY-", b"cnry-")


def found(canaries: Canaries, data: bytes) -> set[str]:
    """The canaries in these bytes: plain, in other capitals, UTF-16, in an address, in JSON, in base64 or in hex."""
    known = {canary.lower(): canary for canary in canaries.readers}
    words = {match.decode().lower() for dress in _undressed(data) for match in _PLAIN.findall(dress)}
    return {known[word] for word in words if word in known} | set(_encoded(canaries, data))


def unknown(canaries: Canaries, data: bytes) -> set[str]:
    """What looks like a canary and is none: a test has forgotten to tell its readers."""
    return {match.decode() for match in _PLAIN.findall(data)} - set(canaries.readers)


def all_of(answer: HttpResponse) -> bytes:
    """Everything an answer carries: status line, headers, cookies with their messages, body."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return b"\n".join([head.encode(), answer.cookies.output().encode(), _messages(answer), answer.content])


def _messages(answer: HttpResponse) -> bytes:
    if "messages" not in answer.cookies:
        return b""
    told = CookieStorage(HttpRequest())._decode(answer.cookies["messages"].value) or []
    return "\n".join(map(str, told)).encode()


def _undressed(data: bytes) -> Iterator[bytes]:
    yield data
    if b"\0" in data:
        yield data.replace(b"\0", b"")
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"\\u002" in data:
        yield data.replace(b"\\u002D", b"-").replace(b"\\u002d", b"-")


def _encoded(canaries: Canaries, data: bytes) -> Iterator[str]:
    small = data.lower() if b"434e5259" in data or b"434E5259" in data or b"636e7279" in data.lower() else b""
    begun = any(shape[:5] in data for sign in _SIGN for shape in _shapes(sign))
    for canary in canaries.readers if begun or small else ():
        dresses = (canary.encode(), canary.lower().encode(), canary.upper().encode())
        if any(shape in data for dress in dresses for shape in _shapes(dress)) or any(
            dress.hex().encode() in small for dress in dresses
        ):
            yield canary


def _shapes(word: bytes) -> Iterator[bytes]:
    """The word within base64 at each of its three places, without what its neighbours decide."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            whole = encode(b"\0" * before + word).rstrip(b"=")
            first, last = (0, 2, 3)[before], len(whole) - (1 if (before + len(word)) % 3 else 0)
            yield whole[first:last]
