"""The masthead shows the places that apps registered, in order."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from knotwork.platform.design import banners, places
from knotwork.platform.design.places import Fold, Place


@pytest.fixture(autouse=True)
def empty_shelves(monkeypatch):
    for shelf in ("_places", "_within", "_foot", "_own"):
        monkeypatch.setattr(places, shelf, [])
    monkeypatch.setattr(banners, "_banners", [])


@pytest.fixture
def request_of_bo(rf: RequestFactory):
    request = rf.get("/sets/heron/")
    request.user = Bo()
    return request


class Bo:
    name = "Bo"
    is_authenticated = True


def masthead(request: object, **context: object) -> str:
    return Template("{% masthead %}").render(Context({"request": request, **context}))


def test_without_registered_places_there_is_only_home(request_of_bo):
    html = masthead(request_of_bo)

    assert html.count("<li>") == 1
    assert '<a href="/">Home</a>' in html
    assert '<span class="masthead__me">Bo</span>' in html


def test_places_stand_in_their_order(request_of_bo):
    places.register(lambda _request: [Place("Notes", "/notes/")], order=80)
    places.register(lambda _request: [Place("Heron", "/sets/heron/", is_current=True)], order=20)
    places.register_own(lambda _request: Place("Bo", "/profile/"))

    html = masthead(request_of_bo)

    assert html.index("Heron") < html.index("Notes")
    assert '<a href="/sets/heron/" aria-current="page">Heron</a>' in html
    assert '<a class="masthead__me" href="/profile/">Bo</a>' in html


def test_more_than_three_of_a_group_fold_under_the_one_where_one_is(request_of_bo):
    sets = [Place(name, f"/{name}/", is_current=name == "Weir", group="Sets") for name in ("Heron", "Weir", "Tern", "Rail")]
    places.register(lambda _request: sets)

    assert places.of(request_of_bo) == [Fold("Weir", tuple(sets), is_current=True)]


def test_three_of_a_group_stand_side_by_side(request_of_bo):
    sets = [Place(name, f"/{name}/", group="Sets") for name in ("Heron", "Weir", "Tern")]
    places.register(lambda _request: sets)

    assert places.of(request_of_bo) == sets


def names(row: object) -> list[str | list[str]]:
    """What stands in a row, folds with what is in them."""
    return [[each.label, *(place.label for place in each.places)] if isinstance(each, Fold) else each.label for each in row]


def within_a_set(here: str) -> places.Row:
    """The row of a set, its places looked for less often folded as they are."""
    often = ("The set", "Meetings", "Working agreement", "Our rules", "Challenges", "Actions")
    rare = tuple(Place(name, f"/{name}/", is_current=name == here) for name in ("Handing over", "Something got out"))
    more = Fold("More", rare, is_current=any(place.is_current for place in rare))
    return places.row([*(Place(name, f"/{name}/", is_current=name == here) for name in often), more])


def test_a_row_that_fits_into_a_line_of_a_phone_is_the_same_there():
    entries = [Place(name, f"/{name}/") for name in ("Home", "Heron", "My notes", "My log")]

    assert places.row(entries) == places.Row(tuple(entries))


@pytest.mark.parametrize(
    ("here", "beside"),
    [
        ("The set", ["The set", "Meetings"]),
        ("Working agreement", ["The set", "Working agreement"]),
        ("Actions", ["The set", "Meetings", "Actions"]),
        ("Handing over", ["The set", "Meetings"]),
    ],
)
def test_on_a_phone_the_first_places_and_the_present_one_stand_in_the_line(here, beside):
    row = within_a_set(here)

    *shown, fold = row.on_a_phone
    assert names(shown) == beside
    folded = [name for name in names(row.places)[:-1] if name not in beside]
    assert names([fold]) == [["More", *folded, "Handing over", "Something got out"]]
    assert fold.is_current == (here == "Handing over")


def test_what_is_rare_is_the_first_to_fold_on_a_phone():
    start = Place("Start a set", "/start/", is_rare=True)
    entries = [Place(name, f"/{name}/") for name in ("Home", "Heron", "Weir")]
    notes = [Place(name, f"/{name}/") for name in ("My notes", "My log")]

    row = places.row([*entries, start, *notes])

    assert names(row.on_a_phone) == ["Home", "Heron", "Weir", "My notes", ["More", "Start a set", "My log"]]


def test_a_fold_without_room_on_a_phone_is_unfolded_under_more():
    sets = Fold("Sets of this long year", (Place("Heron", "/1/"), Place("Weir", "/2/")), is_current=False)
    entries = [Place(name, f"/{name}/") for name in ("Home", "Notes of mine", "My log")]

    row = places.row([*entries, sets])

    assert names(row.on_a_phone) == ["Home", "Notes of mine", "My log", ["More", "Heron", "Weir"]]


def test_a_row_that_folds_on_a_phone_is_drawn_for_both(request_of_bo):
    places.register(lambda _request: [Place(name, f"/{name}/") for name in ("Heron", "Weir", "The long reach", "My notes")])

    html = masthead(request_of_bo)

    assert html.count('data-width="wide"') == html.count('data-width="phone"') == 1
    assert html.index('data-width="wide"') < html.index("My notes") < html.index('data-width="phone"')
    assert "My notes" in html.split("<summary>More</summary>")[1]


def test_a_set_brings_its_own_places(request_of_bo):
    places.register_within(lambda _request, subject: [Place(f"Rhythm of {subject}", "/rhythm/")])

    assert "Rhythm of Heron" in masthead(request_of_bo, learning_set="Heron")
    assert "Rhythm of Heron" not in masthead(request_of_bo)


def test_a_stranger_sees_no_places(request_of_bo):
    places.register(lambda _request: [Place("Notes", "/notes/")])
    request_of_bo.user.is_authenticated = False

    assert "Notes" not in masthead(request_of_bo)


def test_a_banner_is_shown_while_there_is_something_to_say(request_of_bo):
    banners.register(lambda _request: None)
    banners.register(lambda _request: "The host rests <on Sunday>.")

    html = Template("{% host_banners %}").render(Context({"request": request_of_bo}))

    assert html.count("<p") == 1
    assert "The host rests &lt;on Sunday&gt;." in html


def foot(request: object) -> str:
    return Template("{% foot %}").render(Context({"request": request}))


def test_the_foot_says_whose_clock_times_are_on_and_shows_its_places(request_of_bo):
    places.register_foot(lambda _request: [Place("How it works", "/help/")])
    request_of_bo.user.zone = "America/Argentina/Buenos_Aires"

    html = foot(request_of_bo)

    assert "Times are on your own clock (Buenos Aires)" in html
    assert '<a href="/help/">How it works</a>' in html


def test_whoever_is_not_signed_in_is_told_of_no_clock(rf):
    request = rf.get("/")
    request.user = AnonymousUser()

    assert "clock" not in foot(request)
