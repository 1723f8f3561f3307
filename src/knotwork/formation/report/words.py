"""Numbers, lists and names as a person would write them."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString

_ONES = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "ms": "Malay", "mt": "Maltese", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_LONG, _PIECE_LENGTH = 18, 12
_LONG_WORD = re.compile(rf"[^\s-]{{{_LONG + 1},}}")
"""A hyphen is a place to break already."""
_PIECE = re.compile(rf".{{{_PIECE_LENGTH}}}(?=..)")
WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_NARROW = "\u202f"
_NOUNS = {
    "area", "background", "branch", "business", "city", "company", "country", "county", "degree", "department",
    "discipline", "district", "division", "domain", "employer", "employer type", "faculty", "function", "grade", "hobby",
    "industry", "interest", "job", "language", "level", "location", "nationality", "office", "organisation", "organization",
    "place", "post", "practice", "profession", "region", "role", "school", "sector", "service", "site", "skill",
    "speciality", "specialty", "strength", "subject", "team", "theme", "topic", "town", "trade", "unit", "university",
}  # fmt: skip
"""Names of columns whose plural a reader would expect; any other is quoted as the file has it."""


def number(count: int) -> str:
    """Up to ninety-nine in words; more in digits."""
    if count < 20:
        return _ONES.split()[count]
    if count > 99:
        return f"{count:,}"
    tens, ones = divmod(count, 10)
    return _TENS.split()[tens - 2] + (f"-{number(ones)}" if ones else "")


def counted(count: int, one: str, many: str = "") -> str:
    """`six people`; the plural is made with an s if none is given."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def different(attribute: str, count: int) -> str:
    """So many values of a column: `six functions`, or `six answers under “mascot”` where the plural is not known."""
    plain = attribute.replace("_", " ").casefold()
    noun = _SINGULARS.get(plain, plain)
    if noun not in _NOUNS:
        return f"{counted(count, 'answer')} under “{attribute}”"
    return counted(count, noun, _plural(noun))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


_SINGULARS = {_plural(noun): noun for noun in _NOUNS}


def language(tag: str) -> str:
    """The name of a language where only its tag is written: `English` for `en`."""
    return _LANGUAGES.get(tag.partition("-")[0], tag.title() if len(tag) > 3 else tag)


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """`a, b and c`."""
    *first, final = items
    return f"{', '.join(first)} {last} {final}" if first else final


def shortened(items: Sequence[str], most: int) -> str:
    """The first few of a list, and how many more there are."""
    if len(items) <= most:
        return listed(items)
    return listed([*items[:most], f"{number(len(items) - most)} more"])


def sentence(text: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def heading(attribute: str) -> str:
    """A column's name as a label on the page."""
    plain = attribute.replace("_", " ")
    return plain[:1].upper() + plain[1:]


def breakable(text: str) -> str:
    """The same text, where a very long word may be broken over lines; such a text comes back escaped and marked as safe."""
    if not _LONG_WORD.search(text):
        return text
    pieces = _LONG_WORD.sub(lambda word: _PIECE.sub(r"\g<0>\n", word[0]), " ".join(text.split()))
    return SafeString(escape(pieces).replace("\n", "<wbr>"))


def per_cent(share: float) -> str:
    """`97 %`; what falls short of everything is never rounded up to everything."""
    rounded = round(100 * share)
    if rounded >= 100 and share < 1 - 1e-9:
        return f"{int(1000 * share) / 10:.1f}{_NARROW}%"
    return f"{rounded}{_NARROW}%"
