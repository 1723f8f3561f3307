"""The places beside a set: each leads to a page of that very name."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from knotwork.home.tests.test_views import circle, person

pytestmark = pytest.mark.django_db
ANY_LINK = re.compile(r'<a href="([^"]+)"[^>]*>([^<]+)</a>')


@pytest.fixture(autouse=True)
def today(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def page_of_set(at, client: Client) -> str:
    bo, chen = person("Bo", at), person("Chen", at)
    heron = circle("Heron", [bo, chen], at)
    client.force_login(bo)
    return reverse("home:set", args=[heron.pk])


def places(html: str, row: str) -> list[tuple[str, str]]:
    """Address and name of each link in this row of the masthead."""
    found = re.search(rf'<ul class="{row}".*?</nav>', html, re.DOTALL)
    assert found is not None
    return [(address, unescape(name)) for address, name in ANY_LINK.findall(found.group())]


def names_of(html: str) -> tuple[str, str]:
    """What a page is called in its window and at its head."""
    title, heading = re.search(r"<title>(.*?) · Knotwork</title>", html), re.search(r"<h1>([^<]+)</h1>", html)
    assert title is not None
    assert heading is not None
    return unescape(title.group(1)), unescape(heading.group(1))


def test_a_place_and_its_page_have_one_name(page_of_set, client):
    html = client.get(page_of_set).content.decode()
    beside = [place for place in places(html, "within__places") if place[0] != page_of_set]
    everywhere = [place for place in places(html, "masthead__places") if place[0] not in {"/", page_of_set}]

    called = {name: names_of(client.get(address).content.decode()) for address, name in beside + everywhere}

    assert called == {name: (name, name) for name in called}
    assert list(called) == [
        "Meetings",
        "Working agreement",
        "Our rules",
        "Challenges",
        "Actions",
        "Who we are",
        "Learning notes",
        "How we are doing",
        "Shapes of our meetings",
        "Who looks after what",
        "How we are facilitated",
        "Handing over",
        "Could we run ourselves?",
        "The way we have gone",
        "What happened here",
        "Something got out",
        "Start a set",
        "My notes",
        "My log",
    ]


def test_what_is_looked_for_less_often_stands_in_one_fold(page_of_set, client):
    html = client.get(page_of_set).content.decode()

    fold = html.split("<summary>More</summary>")[1].split("</details>")[0]

    assert [name for _address, name in ANY_LINK.findall(fold)] == [
        "Shapes of our meetings",
        "Who looks after what",
        "How we are facilitated",
        "Handing over",
        "Could we run ourselves?",
        "The way we have gone",
        "What happened here",
        "Something got out",
    ]


def test_the_fold_says_that_one_is_in_it_and_keeps_its_name(page_of_set, client):
    html = client.get(page_of_set + "rota/").content.decode()

    assert '<summary aria-current="true">More</summary>' in html
