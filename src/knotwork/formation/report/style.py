"""The look of the page: the product's own sheets and tokens, and one of its own, in one element."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from django.utils.safestring import SafeString

_HOUSE = ("layers", "reset", "tokens", "base", "masthead", "sheet", "leaf", "callout", "lists", "tables", "print")


def sheet() -> str:
    """All rules of the page; nothing in them asks for a file."""
    house = files("knotwork.platform.design") / "static" / "design" / "css"
    texts = [(house / f"{name}.css").read_text(encoding="utf-8") for name in _HOUSE]
    texts.append((files("knotwork.formation.report") / "report.css").read_text(encoding="utf-8"))
    bare = re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare)


def element(rules: str) -> SafeString:
    """The rules as a style element."""
    return SafeString(f"<style>{rules}</style>")


def policy(rules: str) -> str:
    """What the page may do: show itself in these rules and no others, and nothing else (CSP level 3)."""
    digest = b64encode(sha256(rules.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def mark() -> SafeString:
    """The knot of the product, drawn in the page."""
    drawn = (files("knotwork.platform.design") / "static" / "design" / "mark.svg").read_text(encoding="utf-8")
    return SafeString(drawn.replace(' xmlns="http://www.w3.org/2000/svg"', ' class="mark" aria-hidden="true"', 1))


def icon() -> SafeString:
    """The same knot for the tab, inside its own address."""
    drawn = (files("knotwork.platform.design") / "static" / "design" / "mark.svg").read_bytes()
    return SafeString(f"data:image/svg+xml;base64,{b64encode(drawn).decode()}")
