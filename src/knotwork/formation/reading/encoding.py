"""Bytes of a file into text: what it says of itself first, then UTF-8, then a stated guess."""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

from knotwork.formation.reading.complaints import Unreadable, refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_THINGS = (
    (b"PK\x03\x04", "a workbook (Excel, LibreOffice or Numbers)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_OF_SPREADSHEETS = (
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("cp932", "gb18030", "big5", "cp949", "mac_roman", "mac_cyrillic", "koi8_r"),
)
"""What spreadsheets on Windows and macOS write beside Unicode and Western European (cp1252)."""
_SAMPLE_BYTES = 32_000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_NO_SIGN = re.compile(r"[\0\ud800-\udfff]")
"""A zero, or half a sign, which some encodings can write and none can keep."""
_WORD = re.compile(r"[^\W\d_]+")
_SYMBOL_IN_WORD = re.compile(r"[^\W\d_][^\w\s!-~’‘´`‐–—…“”«»„‚ªº]|[^\w\s!-~’‘´`‐–—…“”«»„‚¿¡][^\W\d_]|[^\W\d_][²³¹]")
SAVE_AS = "Save it as “CSV UTF-8” from your spreadsheet program"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file.

    Attributes:
        sure: False if the encoding is a guess that a person should look at.
    """

    words: str
    encoding: str
    sure: bool


def decoded(data: bytes, *, file: str, stated: str = "") -> Text:
    """The text of a file's bytes.

    Args:
        stated: an encoding Python knows, which then is not guessed.

    Raises:
        Unreadable: not text, empty, or in no encoding that fits.
    """
    for start, thing in _OTHER_THINGS:
        if data.startswith(start):
            raise refused(file, 0, f"This is {thing}, not a text file.", f"{SAVE_AS}, and give that file.")
    text = _as_stated(data, file, stated) if stated else _as_marked(data, file) or _as_unicode(data, file) or _guessed(data)
    if text is None or _NO_SIGN.search(text.words):
        raise refused(file, 0, "This file holds bytes that are not text in any encoding we know.", f"{SAVE_AS}.")
    if not text.words.strip():
        raise refused(file, 0, "This file is empty.", "Give a spreadsheet with a heading row and a row for each person.")
    return text


def _as_stated(data: bytes, file: str, stated: str) -> Text:
    try:
        return Text(data.decode(stated).removeprefix("\ufeff"), stated, sure=True)
    except UnicodeDecodeError as fault:
        raise _broken(data, fault, file, stated) from None


def _as_marked(data: bytes, file: str) -> Text | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Text(data.decode(encoding), encoding.removesuffix("-sig"), sure=True)
            except UnicodeDecodeError as fault:
                raise _broken(data, fault, file, encoding) from None
    return None


def _as_unicode(data: bytes, file: str) -> Text | None:
    start = data[:4000]
    if b"\0" in start:
        encoding = "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"
        try:
            return Text(data.decode(encoding), encoding, sure=False)
        except UnicodeDecodeError:
            return None
    try:
        return Text(data.decode("utf-8"), "utf-8", sure=True)
    except UnicodeDecodeError as fault:
        attempt = data.decode("utf-8", errors="replace")
        amiss = attempt.count("\ufffd")
        if sum(sign > "\x7f" for sign in attempt) > 3 * amiss:
            raise _broken(data, fault, file, "utf-8") from None
        return None


def _broken(data: bytes, fault: UnicodeDecodeError, file: str, encoding: str) -> Unreadable:
    line = data.count(b"\n", 0, fault.start) + 1
    said = f"This line holds bytes that are not {encoding.removesuffix('-sig')}, though the file as a whole is."
    return refused(file, line, said, f"Type the word again, or {SAVE_AS[0].lower()}{SAVE_AS[1:]}.")


def _guessed(data: bytes) -> Text | None:
    """Western European if it reads like that, else what charset-normalizer finds likeliest on lines beyond ASCII."""
    sample = _sample(data)
    western = _decoded_or_none(sample, "cp1252")
    found = ["cp1252"] if western is not None and _reads_western(western) else []
    if not found:
        likely = list(from_bytes(sample, cp_isolation=list(_OF_SPREADSHEETS), enable_fallback=False))
        found = [each.encoding for each in sorted(likely, key=lambda each: not _reads_like_words(str(each)))]
    for encoding in (*found, "cp1252", "latin-1"):
        words = _decoded_or_none(data, encoding)
        if words is not None:
            return Text(words, encoding, sure=False)
    return None


def _sample(data: bytes) -> bytes:
    """Lines beyond ASCII, as many as a guess needs, long ones in part."""
    lines: list[bytes] = []
    end = 0
    while sum(len(line) for line in lines) < _SAMPLE_BYTES and (beyond := _BEYOND_ASCII.search(data, end)):
        at = beyond.start()
        begin = max(data.rfind(b"\n", 0, at) + 1, at - _SAMPLE_BYTES // 8)
        after = data.find(b"\n", at, at + _SAMPLE_BYTES // 8)
        end = after + 1 if after >= 0 else min(at + _SAMPLE_BYTES // 8, len(data))
        lines.append(data[begin:end])
    return b"".join(lines)


def _decoded_or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_western(text: str) -> bool:
    """Few words are odd, or hold more letters beyond ASCII than plain ones."""
    words = _words_beyond_ascii(text)
    foreign = sum(2 * sum(sign > "\x7f" for sign in word) > len(word) > 2 for word in words)
    return 5 * foreign <= len(words) and _reads_like_words(text)


def _reads_like_words(text: str) -> bool:
    """Few words hold a symbol, or a capital beyond ASCII after a small letter."""
    words = _words_beyond_ascii(text)
    odd = len(_SYMBOL_IN_WORD.findall(text))
    odd += sum(any(b.isupper() and b > "\x7f" and a.islower() for a, b in pairwise(word)) for word in words)
    return 5 * odd <= len(words)


def _words_beyond_ascii(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]
