"""A field is wired to its hint, its faults and its who-line."""

import re

import pytest
from django import forms
from django.template import Context, Template

from knotwork.platform.design.forms import ComponentForm


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_field_is_described_by_hint_and_who_line():
    html = rendered('{% field form.name who="set" who_words="Heron sees this." %}', form=ComponentForm())

    assert '<label for="id_name">What the set is called</label>' in html
    assert 'aria-describedby="id_name-hint id_name-who"' in html
    assert '<p class="field__hint" id="id_name-hint">' in html
    assert '<p class="who" id="id_name-who">' in html
    assert "aria-invalid" not in html


def test_a_faulty_field_says_so_first():
    html = rendered("{% field form.name %}", form=ComponentForm({}))

    assert 'aria-describedby="id_name-fault id_name-hint"' in html
    assert 'aria-invalid="true"' in html
    assert '<div class="field__fault" id="id_name-fault"><p>This is still empty.</p></div>' in html


def test_a_plain_field_is_described_by_nothing():
    assert "aria-describedby" not in rendered("{% field form.size %}", form=ComponentForm())


@pytest.mark.parametrize(("name", "kind"), [("starts_on", "date"), ("starts_at", "time"), ("size", "number")])
def test_the_browser_brings_its_own_picker(name, kind):
    form = ComponentForm()

    assert f'<input type="{kind}" name="{name}"' in rendered("{% field field %}", field=form[name])


def test_a_day_is_written_as_the_picker_reads_it():
    form = ComponentForm(initial={"starts_on": "2026-11-26"})
    again = ComponentForm(ComponentForm(initial={"starts_at": "13:30"}).initial)

    assert 'value="2026-11-26"' in rendered("{% field form.starts_on %}", form=form)
    assert "starts_at" not in again.errors


def test_what_was_typed_wrong_stays_to_be_seen():
    html = rendered("{% field form.starts_at %}", form=ComponentForm({"starts_at": "25:30"}))

    assert '<input type="text" name="starts_at" value="25:30"' in html
    assert "That is not a time of day. Try 13:30." in html


@pytest.mark.parametrize(("name", "kind"), [("answer", "radio"), ("regions", "checkbox")])
def test_choices_stand_in_a_fieldset_with_a_legend(name, kind):
    html = rendered('{% field field who="me" who_words="Only you." %}', field=ComponentForm()[name])

    assert f'<fieldset class="field" aria-describedby="id_{name}-who"' in html
    assert html.count(f'type="{kind}"') == 3
    assert len(re.findall(r'<label class="choice" for="id_', html)) == 3


def test_one_box_has_its_label_beside_it():
    html = rendered("{% field form.shown %}", form=ComponentForm())

    assert '<label class="choice" for="id_shown"><input type="checkbox" name="shown"' in html


def test_a_hidden_field_shows_nothing():
    html = rendered("{% field form.zone %}", form=ComponentForm())

    assert html == '<input type="hidden" name="zone" data-zone="" id="id_zone">'


def test_a_fields_words_are_escaped():
    form = forms.Form()
    form.fields["x"] = forms.CharField(label="<b>", help_text="<i>", initial='"><u>')
    html = rendered('{% field form.x who="me" who_words=words %}', form=form, words="<s>")

    assert not re.search(r"<[bius]>", html)


def test_the_summary_names_the_places_and_leads_there():
    html = rendered("{% form_errors form %}", form=ComponentForm({"name": "Heron"}))

    assert 'role="alert"' in html
    assert '<a href="#id_headline">If I presented next time, it would be about:</a> This is still empty.' in html
    assert "What the set is called" not in html


def test_a_form_without_faults_has_no_summary():
    assert rendered("{% form_errors form %}", form=ComponentForm()) == ""


def test_too_many_words_are_counted_plainly():
    form = ComponentForm({"headline": "x" * 150})

    assert form.errors["headline"] == ["There is room for 140 characters; this has 150."]
