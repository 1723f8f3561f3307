"""A name its writer keeps out is asked about, wherever words are kept that others may read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from knotwork.challenges.tests import factories
from knotwork.people import services
from knotwork.platform.kit import clock
from knotwork.reflections.models import LearningNote

pytestmark = pytest.mark.django_db
WORDS = "ruth's silence is hers, and RUTH knows"
LONG = "Ottoline Mbeki-Żak"


@pytest.fixture
def at():
    return clock.now() - timedelta(days=1)


@pytest.fixture
def house(at):
    return factories.heron(at)


@pytest.fixture
def bo(house):
    return house.bo


@pytest.fixture
def page(client, bo):
    client.force_login(bo)
    return client


def test_a_name_that_is_written_is_asked_about_and_nothing_is_kept_or_lost(page, bo, house, at):
    services.keep_out(bo, name="Ruth", instead="my director", at=at)
    form = reverse("reflections:notes_of_set", args=[house.learning_set.pk])

    asked = page.post(form, sent := {"text": WORDS, "level": "self", "audience": "me", "source": "elsewhere", "press": "kept"})

    assert not LearningNote.objects.exists()
    assert "You keep ‘Ruth’ out. Use ‘my director’?" in asked.text
    assert "ruth&#x27;s silence" in asked.text
    assert '<input type="hidden" name="press" value="kept">' in asked.text

    assert page.post(form, sent | {"kept-out": "replace"}).status_code == 302
    assert LearningNote.objects.get().text == "my director's silence is hers, and my director knows"

    assert page.post(form, sent | {"kept-out": "leave"}).status_code == 302
    assert {note.text for note in LearningNote.objects.all()} >= {WORDS}


def test_the_name_is_nowhere_in_the_database(page, bo, house, at):
    services.keep_out(bo, name=LONG, instead="a neighbour", at=at)
    sent = {"text": f"{LONG} said so", "level": "self", "audience": "me", "source": "elsewhere", "kept-out": "replace"}
    page.post(reverse("reflections:notes_of_set", args=[house.learning_set.pk]), sent)

    with connection.cursor() as cursor:
        tables = [row.name for row in connection.introspection.get_table_list(cursor)]
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – our own tables
            assert "Ottoline" not in str(cursor.fetchall())
    assert LearningNote.objects.get().text == "a neighbour said so"


def test_one_name_may_stand_while_another_is_asked_about(page, bo, house, at):
    left = services.keep_out(bo, name="Ruth", instead="my director", at=at)
    services.keep_out(bo, name="Ade", instead="her deputy", at=at)
    form = reverse("reflections:notes_of_set", args=[house.learning_set.pk])
    sent = {"text": "Ruth and Ade.", "level": "self", "audience": "me", "source": "elsewhere", "kept-out-left": str(left.pk)}

    asked = page.post(form, sent)

    assert "You keep ‘Ade’ out." in asked.text
    assert "You keep ‘Ruth’ out." not in asked.text
    assert f'<input type="hidden" name="kept-out-left" value="{left.pk}">' in asked.text
    assert page.post(form, sent | {"kept-out": "replace"}).status_code == 302
    assert LearningNote.objects.get().text == "Ruth and her deputy."


def test_the_private_log_takes_any_name(page, bo, house, at):
    services.keep_out(bo, name="Ruth", instead="my director", at=at)

    answer = page.post(reverse("reflections:new_entry"), {"title": "", "text": "Ruth again.", "version": 0, "key": str(bo.pk)})

    assert "You keep" not in answer.text
