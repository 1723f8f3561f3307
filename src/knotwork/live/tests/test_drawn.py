import pytest

from knotwork.live import queries
from knotwork.live.screens import drawn
from knotwork.live.screens.whole import show
from knotwork.live.tests.factories import Table, opened

pytestmark = pytest.mark.django_db


def screens(table: Table) -> dict[str, str]:
    everybody = {one.pk for one in table.people.values()}
    gathered = queries.gather(queries.find(table.meeting.pk, table.at), everybody, here=frozenset(everybody), at=table.at)
    return {name: drawn.html(gathered, one.pk, table.at) for name, one in table.people.items()}


def ready_of(table: Table, name: str):
    return next(press.move_id for press in table.screen(name).actions if press.kind in ("ready", "not_ready"))


def test_a_screen_put_together_from_memory_is_what_it_would_be_drawn_anew(at):
    table = opened(at)
    table.move("Dina", "capture", {"text": "Awake, and glad."}, what="mood", phase=0)
    for name, kind in (("Bo", "ready"), ("Chen", "take_chair"), ("Edo", "pause"), ("Edo", "resume"), ("Bo", "not_ready")):
        table.move(name, kind, **({"why": "break"} if kind == "pause" else {}))

        remembered = screens(table)
        drawn._remembered.cache_clear()

        assert screens(table) == remembered


def test_what_others_do_draws_little_anew(at):
    table = opened(at)
    screens(table)
    before = drawn._remembered.cache_info().misses

    table.move("Bo", "ready")
    screens(table)

    assert drawn._remembered.cache_info().misses - before <= 4 + len(table.people)


def test_words_taken_back_are_on_no_screen(at):
    table = opened(at)
    table.move("Dina", "capture", {"text": "Awake, and glad."}, what="mood", phase=0)
    assert "Awake" in screens(table)["Bo"]

    table.move("Dina", "withdraw_capture", word=table.state.captures[0].word)

    assert "Awake" not in "".join(screens(table).values())


def test_a_form_with_a_token_of_its_own_is_not_remembered(at):
    table = opened(at)
    gathered = queries.gather(queries.find(table.meeting.pk, table.at), {table.people["Bo"].pk}, here=frozenset(), at=table.at)
    screen = show(gathered, table.people["Bo"].pk, table.at)

    first, second = drawn.draw(screen, "token-one"), drawn.draw(screen, "token-two")

    assert "token-one" in first
    assert "token-one" not in second


def test_a_button_keeps_its_id_until_its_viewers_own_next_move(at):
    table = opened(at)
    before = ready_of(table, "Bo")

    table.move("Chen", "ready")
    after_anothers = ready_of(table, "Bo")
    table.move("Bo", "ready")

    assert after_anothers == before
    assert ready_of(table, "Bo") != before
