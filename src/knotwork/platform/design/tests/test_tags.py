"""The tags say what they are given, and nothing that hostile words ask for."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError

HOSTILE = '"><script>alert(1)</script>'
ESCAPED = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
INSTANT = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
BO = SimpleNamespace(name="Bo", zoneinfo=ZoneInfo("Europe/Amsterdam"))


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_leaf_puts_its_heading_in_the_margin_and_its_matter_beside_it():
    html = rendered('{% leaf "When do we meet?" note="Thursdays" %}<p>Soon.</p>{% endleaf %}')

    assert '<section class="leaf" id="when-do-we-meet" aria-labelledby="when-do-we-meet-heading">' in html
    assert '<h2 id="when-do-we-meet-heading">When do we meet?</h2><p>Thursdays</p>' in html
    assert "<p>Soon.</p>" in html


def test_a_thread_leaf_leaves_the_margin_to_its_dates():
    html = rendered('{% leaf "How it came to be" kind="thread" %}…{% endleaf %}')

    assert "leaf__margin" not in html
    assert "leaf--thread" in html


def test_a_leaf_with_words_in_any_script_has_an_anchor():
    assert 'id="когда-мы-встречаемся"' in rendered('{% leaf "Когда мы встречаемся?" %}{% endleaf %}')
    assert 'id="leaf"' in rendered('{% leaf "?" %}{% endleaf %}')


@pytest.mark.parametrize(
    "source",
    [
        "{% leaf words note=words name=words %}{{ words }}{% endleaf %}",
        '{% callout "heed" label=words %}{{ words }}{% endcallout %}',
        '{% who "set" %}{{ words }}{% endwho %}',
        "{% person words state=words %}",
        "{% knot 6 label=words %}",
        '{% include "design/refusal.html" with sentence=words back=words %}',
        '{% include "design/empty.html" with sentence=words more=words url=words label=words %}',
        '{% include "design/post_button.html" with url=words label=words name=words value=words %}',
    ],
)
def test_no_component_lets_hostile_words_through(source):
    html = rendered(source, words=HOSTILE)

    assert "<script" not in html
    assert ESCAPED in html


def test_a_callout_knows_three_kinds_only():
    assert '<div class="callout callout--now">Kept.</div>' in rendered('{% callout "now" %}Kept.{% endcallout %}')
    with pytest.raises(TemplateSyntaxError):
        rendered('{% callout "danger" %}…{% endcallout %}')


@pytest.mark.parametrize(
    ("kind", "sign"), [("me", "seen-by-me"), ("two", "seen-by-two"), ("set", "seen-by-set"), ("outside", "seen-outside")]
)
def test_the_who_line_has_a_sign_and_words(kind, sign):
    html = rendered("{% who kind %}Heron can read this.{% endwho %}", kind=kind)

    assert f'<use href="#{sign}"/>' in html
    assert "<span>Heron can read this.</span>" in html


def test_a_person_is_an_initial_a_name_and_a_state():
    html = rendered('{% person somebody state="presenting" kind="now" %}', somebody=BO)

    assert 'class="person person--now"' in html
    assert '<span class="person__initial" aria-hidden="true">B</span> <span>Bo</span>' in html
    assert '<span class="person__state">presenting</span>' in html


@pytest.mark.parametrize(
    ("form", "said", "machine"),
    [
        ("full", "Thursday 26 November, 13:30", "2026-11-26T13:30:00+01:00"),
        ("date", "Thursday 26 November", "2026-11-26T13:30:00+01:00"),
        ("time", "13:30", "13:30"),
        ("day", "26 November 2026", "2026-11-26T13:30:00+01:00"),
    ],
)
def test_a_moment_is_told_on_the_readers_clock(form, said, machine):
    html = rendered("{% moment instant form %},", instant=INSTANT, form=form, viewer=BO)

    assert html == f'<time datetime="{machine}">{said}</time>,'


def test_a_moment_takes_the_reader_from_the_request_too():
    html = rendered("{% moment instant %}", instant=INSTANT, request=SimpleNamespace(user=BO))

    assert "Thursday 26 November, 13:30" in html


def test_a_moment_without_a_reader_says_that_it_is_utc():
    assert "Thursday 26 November, 12:30 UTC" in rendered("{% moment instant %}", instant=INSTANT)


def test_a_moment_can_be_told_on_another_clock():
    html = rendered('{% moment instant "time" zone=zone %}', instant=INSTANT, viewer=BO, zone=ZoneInfo("Asia/Tokyo"))

    assert html == '<time datetime="21:30">21:30</time>'


def test_a_day_needs_no_clock():
    html = rendered('{% moment day "day" %}', day=date(2026, 11, 26), viewer=BO)

    assert html == '<time datetime="2026-11-26">26 November 2026</time>'


def test_a_knot_closes_the_strands_that_have_passed():
    html = rendered('{% knot 6 passed=2 label="Two of six" %}')

    assert html.count("<path") == 6
    assert html.count("is-passed") == 2
    assert 'role="img" aria-label="Two of six"' in html


def test_a_knot_without_words_is_decoration():
    assert 'aria-hidden="true"' in rendered("{% knot %}")
