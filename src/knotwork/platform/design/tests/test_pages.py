"""The page of components shows all of them; the pages of errors need nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test.signals import template_rendered

from knotwork.platform.design.views import components

HERE = Path(__file__).parent.parent
ERRORS = ("400", "403", "404", "413", "429", "500", "503")


@pytest.fixture
def shown(rf):
    """The page of components, and the names of the templates it was made from."""
    names: set[str] = set()

    def note(template, **_more):
        names.add(template.name)

    request = rf.get("/design/")
    request.user = AnonymousUser()
    template_rendered.connect(note)
    page = components(request).content.decode()
    template_rendered.disconnect(note)
    return page, names


def test_every_component_is_shown_on_the_page_of_components(shown):
    _page, names = shown
    templates = HERE / "templates"
    headed = {
        str(path.relative_to(templates))
        for path in templates.rglob("*.html")
        if "Component: " in path.read_text(encoding="utf-8")
    }

    assert len(headed) > 15
    assert headed - names == set()


def test_no_name_stands_twice_on_the_page_of_components(shown):
    page, _names = shown
    anchors = re.findall(r'\sid="([^"]+)"', page)

    assert sorted(anchors) == sorted(set(anchors))


def test_every_style_sheet_and_script_that_is_asked_for_exists(shown):
    page, _names = shown
    asked = re.findall(rf'(?:href|src)="{configured.STATIC_URL}([^"]+)"', page)

    assert len(asked) > 20
    assert [path for path in asked if finders.find(path) is None] == []


def test_every_style_sheet_is_used():
    linked = "".join(
        (HERE / "templates" / "design" / name).read_text() for name in ("styles.html", "room_styles.html", "components.html")
    )

    assert [sheet.name for sheet in (HERE / "static").rglob("*.css") if sheet.name not in linked] == []


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_page_needs_no_request_and_no_tables(code):
    page = get_template(f"{code}.html").render()

    assert page.count("<h1>") == 1
    assert 'href="/"' in page
    assert "None" not in page


def test_a_person_may_choose_light_or_dark(rf):
    request = rf.get("/design/")
    request.user = AnonymousUser()
    request.user.theme = "dark"

    page = components(request).content.decode()

    assert 'data-theme="dark"' in page
    assert '<meta name="color-scheme" content="dark">' in page


def test_without_a_choice_the_system_decides(shown):
    page, _names = shown

    assert 'data-theme="system"' in page
    assert '<meta name="color-scheme" content="light dark">' in page


def test_htmx_keeps_to_the_strict_policy_and_knows_the_token(shown):
    page, _names = shown

    assert '"includeIndicatorCSS": false' in page
    assert re.search(r"""hx-headers:inherited='{"X-CSRFToken": "\w{64}"}'""", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


def test_colours_are_written_down_in_one_place():
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgb\(|\bhsl\(")
    elsewhere = [
        sheet.name
        for sheet in (HERE / "static").rglob("*.css")
        if sheet.name != "tokens.css" and colour.search(sheet.read_text(encoding="utf-8"))
    ]

    assert elsewhere == []


def test_every_rule_stands_in_a_layer_that_was_declared():
    declared = set(re.findall(r"\w+", (HERE / "static/design/css/layers.css").read_text().split("@layer")[1].split(";")[0]))
    used = {
        layer
        for sheet in (HERE / "static").rglob("*.css")
        for layer in re.findall(r"^@layer (\w+) {", sheet.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert used <= declared
    assert declared == {"reset", "tokens", "base", "components", "apps", "utilities"}


def test_the_letter_asks_for_nothing_from_anywhere():
    context = {"url": "https://sets.example.org/home/"}
    html = get_template("design/mail/base.html").render(context)
    text = get_template("design/mail/base.txt").render(context)

    assert not re.search(r"""<(?:img|link|script)|url\(|@import""", html)
    assert html.count("https://sets.example.org/home/") == 2
    assert "https://sets.example.org/home/" in text


def test_the_template_tags_are_there_without_loading():
    assert "knotwork.platform.design.templatetags.design" in configured.TEMPLATES[0]["OPTIONS"]["builtins"]
