"""Templates keep to the strict content policy and to whole sentences."""

import re

import pytest

from tests.architecture.house import files, named

FORBIDDEN = {
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "an inline style": re.compile(r"<[^>]*\sstyle\s*="),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an address of a third party": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
    "an untrimmed translation": re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    broken = [
        named(path)
        for path in files("*.html")
        if "/mail/" not in str(path)
        and "/emails/" not in str(path)
        and FORBIDDEN[what].search(path.read_text(encoding="utf-8"))
    ]

    assert broken == []


def test_every_picture_says_what_it_shows():
    pictures = re.compile(r"<img\b(?![^>]*\balt=)[^>]*>")

    assert [named(path) for path in files("*.html") if pictures.search(path.read_text(encoding="utf-8"))] == []


def test_every_partial_is_used():
    unused = []
    everything = "\n".join(path.read_text(encoding="utf-8") for kind in ("*.html", "*.py") for path in files(kind))
    for path in files("*.html"):
        for name, inline in re.findall(r"{%\s*partialdef\s+([\w-]+)(\s+inline)?", path.read_text(encoding="utf-8")):
            if not inline and not re.search(rf"{{%\s*partial\s+{name}\b|#{name}\b", everything):
                unused.append(f"{named(path)} {name}")

    assert unused == []
