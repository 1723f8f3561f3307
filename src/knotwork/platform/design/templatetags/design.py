"""Template tags of the design system, built into every template."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils import dateformat, timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext

from knotwork.platform.design import banners, knots, places
from knotwork.platform.design.fields import dress, only_asks
from knotwork.platform.kit import words

register = template.Library()

WHO = {"me": "seen-by-me", "two": "seen-by-two", "set": "seen-by-set", "outside": "seen-outside"}
CALLOUTS = frozenset({"heed", "wrong", "now"})
PEOPLE = frozenset({"", "now", "next", "away"})


@register.filter
def say(word: StrEnum) -> str:
    """The registered label or sentence for a word of an enum."""
    return words.say(word)


@register.filter
def led_in(label: str) -> str:
    """A label as it stands before a fault: without a full stop of its own, and with a colon unless it asks."""
    bare = str(label).rstrip(" .:…")
    return bare if bare.endswith(("?", "!")) else f"{bare}:"


@register.filter
def at_most(text: str, signs: int) -> str:
    """The text, or as many whole words of it as there is room for, and a sign that it goes on."""
    if len(text) <= signs:
        return text
    words_of_it = text[:signs].rpartition(" ")[0] or text[: signs - 1]
    return f"{words_of_it.rstrip(' ,.;:–—-')} …"


@register.simple_block_tag
def leaf(content: SafeString, heading: str, *, note: str = "", kind: str = "", name: str = "") -> SafeString:
    """One leaf of a page: its heading in the margin, its matter beside it.

    Args:
        content: the matter.
        heading: the words in the margin.
        note: a soft line under the heading.
        kind: "" or "beside" (two columns where there is room) or "thread" (dates stand in the margin).
        name: the leaf's anchor; made of the heading when empty.
    """
    anchor = name or slugify(heading, allow_unicode=True) or "leaf"
    return _render("design/leaf.html", {"content": content, "heading": heading, "note": note, "kind": kind, "name": anchor})


@register.simple_block_tag
def callout(content: SafeString, kind: str = "heed", *, label: str = "") -> SafeString:
    """Something that stands out: it waits for you (heed), failed (wrong), or is happening (now)."""
    _known(kind, CALLOUTS)
    return _render("design/callout.html", {"content": content, "kind": kind, "label": label})


@register.simple_block_tag
def who(content: SafeString, kind: str = "me", *, id: str = "") -> SafeString:  # noqa: A002 – HTML's own word
    """The line that says who will be able to read what is written here."""
    return _render("design/who.html", {"content": content, "sign": _sign(kind), "id": id})


@register.simple_tag
def field(bound: BoundField, *, who: str = "", who_words: str = "", hint: str = "", label: str = "") -> SafeString:
    """A form's field with label, hint, faults and the line that says who will read it."""
    words_of_hint = hint or bound.help_text
    dressed = dress(bound, has_hint=bool(words_of_hint), has_who=bool(who_words))
    return _render(
        f"design/field/{dressed.shape}.html",
        {
            "field": bound,
            "dressed": dressed,
            "label": label or bound.label,
            "hint": words_of_hint,
            "sign": _sign(who) if who_words else "",
            "who_words": who_words,
        },
    )


@register.simple_tag
def form_errors(form: forms.BaseForm) -> SafeString:
    """What is not right yet in a form, with a way to each place; nothing if all is well."""
    return _render("design/form_errors.html", {"form": form, "only_asks": only_asks(form)})


@register.simple_tag(takes_context=True)
def moment(context: Context, instant: datetime | date, form: str = "full", *, zone: tzinfo | None = None) -> SafeString:
    """A point in time on the reader's own clock.

    Args:
        context: gives the reader, as `viewer` or as the request's user; nobody reads in UTC, and is told so.
        instant: an aware datetime, or a date for the forms "date" and "day".
        form: full "Thursday 26 November, 13:30", date "Thursday 26 November", time "13:30", day "26 November 2026".
        zone: a clock other than the reader's.
    """
    reader_zone = zone or _zone(context)
    here = timezone.localtime(instant, reader_zone) if isinstance(instant, datetime) else instant
    patterns = {
        "full": pgettext("a moment", "l j F, H:i"),
        "date": pgettext("a moment", "l j F"),
        "time": pgettext("a moment", "H:i"),
        "day": pgettext("a moment", "j F Y"),
    }
    said = dateformat.format(here, patterns[form])
    is_utc = reader_zone is None and form in {"full", "time"}
    machine = here.strftime("%H:%M") if form == "time" else here.isoformat()
    return _render("design/moment.html", {"said": said, "machine": machine, "is_utc": is_utc})


@register.simple_tag
def person(somebody: Any, *, state: str = "", kind: str = "") -> SafeString:
    """A person: initial in a ring, name, and what they are doing.

    Args:
        somebody: an account, or a name.
        state: what the person is doing, in words.
        kind: the ring says it too: "" or now, next, away.
    """
    _known(kind, PEOPLE)
    name = str(getattr(somebody, "name", somebody)).strip()
    return _render("design/person.html", {"name": name, "initial": name[:1].upper(), "state": state, "kind": kind})


@register.simple_tag
def knot(strands: int = 3, *, passed: int = 0, label: str = "", classes: str = "") -> SafeString:
    """A knot with this many crossings, the first `passed` of its strands closed; without a label it is decoration."""
    drawn = knots.knot(strands)
    return _render(
        "design/knot.html",
        {"strand": drawn.strand, "turns": drawn.turns, "passed": passed, "label": label, "classes": classes},
    )


@register.simple_tag(takes_context=True)
def reader_mark(context: Context) -> str:
    """The same for all pages of one reader and for nobody else's, and no key of theirs; empty for who is not signed in."""
    reader = getattr(context.get("request"), "user", None)
    if reader is None or not reader.is_authenticated:
        return ""
    return salted_hmac("knotwork.design.reader_mark", str(reader.pk), algorithm="sha256").hexdigest()[:20]


@register.inclusion_tag("design/masthead.html", takes_context=True)
def masthead(context: Context) -> Mapping[str, object]:
    """The head of every page: the mark, the reader's places, the reader's name."""
    request = context.get("request")
    reader = getattr(request, "user", None)
    is_known = bool(reader is not None and reader.is_authenticated)
    subject, home = context.get("learning_set"), get_script_prefix()
    path = request.path if request else ""
    first = places.Place(gettext("Home"), home, is_current=path == home)
    return {
        "home": home,
        "path": path,
        "reader": reader if is_known else None,
        "row": places.row([first, *(places.of(request) if request and is_known else [])]),
        "own": places.own(request) if request and is_known else None,
        "within": places.row(places.within(request, subject) if request and is_known and subject else []),
    }


@register.inclusion_tag("design/foot.html", takes_context=True)
def foot(context: Context) -> Mapping[str, object]:
    """The foot of every page: what holds everywhere, whose clock times are on, and where help is."""
    request = context.get("request")
    zone = str(getattr(getattr(request, "user", None), "zone", ""))
    return {
        "place": zone.rpartition("/")[2].replace("_", " "),
        "path": request.path if request else "",
        "places": places.foot(request) if request else [],
    }


@register.inclusion_tag("design/banners.html", takes_context=True)
def host_banners(context: Context) -> Mapping[str, object]:
    """What the host tells everybody."""
    request = context.get("request")
    return {"banners": banners.of(request) if request else []}


def _render(name: str, parameters: dict[str, object]) -> SafeString:
    """A component, without the space around it, so that a comma may follow."""
    return SafeString(get_template(name).render(parameters).strip())


def _zone(context: Context) -> tzinfo | None:
    """The reader's clock; None if nobody is signed in."""
    request = context.get("request")
    reader = context.get("viewer") or getattr(request, "user", None)
    return getattr(reader, "zoneinfo", None)


def _sign(kind: str) -> str:
    """The symbol of a circle of readers."""
    _known(kind, WHO)
    return WHO[kind]


def _known(kind: str, kinds: Any) -> None:
    """Refuse a word the design system does not have."""
    if kind not in kinds:
        raise template.TemplateSyntaxError(f"{kind!r} is none of: {', '.join(sorted(kinds))}")
