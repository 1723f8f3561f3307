import re
import time
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape

import pytest

from knotwork.formation.programme import Rounds, Violation
from knotwork.formation.report import render, render_rounds
from knotwork.formation.tests import shoreline

MAIL = re.compile(r"[\w.]+@[\w.]+")


def words(page):
    """What the page says, without its style and its tags."""
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)))


@pytest.fixture(scope="module")
def report():
    return render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=shoreline.HARD)


def with_person(called, **changes):
    people = tuple(replace(one, **changes) if one.name == called else one for one in shoreline.PROGRAMME.people)
    return replace(shoreline.PROGRAMME, people=people)


def test_the_figures_are_said_in_words_first(report):
    assert words(report).index("Four sets for twenty-four people") < words(report).index("What does not hold yet")
    assert "One person has no place yet, and rules do not hold in two places." in words(report)
    assert "The sets reach 95\u202f% of what is possible" in words(report)
    assert "Egret reaches the least, 83\u202f%." in words(report)


def test_a_sound_plan_says_so_and_has_nothing_to_mend():
    sound = words(render(shoreline.SOUND, shoreline.SOUND_PLAN, what_was_hard=()))

    assert "Three sets for seventeen people Everybody has a place, and every rule holds." in sound
    assert "What does not hold yet" not in sound
    assert "Nothing stood in the way." in sound


def test_what_does_not_hold_stands_before_the_sets_and_names_rule_people_and_set(report):
    said = words(report)

    assert said.index("Not with manager. Mirjam Levi manages Paula Ricci.") < said.index("Members of Curlew")
    assert "No place yet. Vera Okoro" in said


def test_the_set_in_which_a_rule_does_not_hold_says_so(report):
    assert words(report).count("A rule does not hold here") == 1


def test_the_whole_is_told_from_the_lowest_set_to_the_highest(report):
    assert (
        "Function to mix Function four sets, between 81\u202f% and 100\u202f% of what is possible; 94\u202f% in all."
        in words(report)
    )
    assert "94\u202f% 81\u202f% to 100\u202f%" in words(report)


def test_nobody_is_shown_by_mail_address(report):
    assert any("@" in one for one in (*shoreline.HARD, *(fault.why for fault in shoreline.PLAN.violations)))
    assert MAIL.findall(words(report)) == []
    assert "example.org" not in report


def test_two_people_of_one_name_are_told_apart(report):
    assert {"Ana Silva (Nursing)", "Ana Silva (Planning)"} == set(re.findall(r"Ana Silva \(\w+\)", words(report)))
    assert not re.search(r"Ana Silva (?!\()", words(report))


def test_a_sentence_that_names_somebody_by_name_and_address_keeps_the_name_alone():
    told = f"Ana Silva ({shoreline.mail('Ana Silva', 20)}) can meet on Thursdays only, {shoreline.mail('Nils Sandberg')} never."

    said = words(render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=[told]))

    assert "Ana Silva (Planning) can meet on Thursdays only, Nils Sandberg never." in said


def test_two_people_alike_in_everything_are_told_apart_by_their_row():
    alike = with_person("Ana Silva", traits={})

    said = words(render(alike, shoreline.PLAN, what_was_hard=()))

    assert {"Ana Silva (row 19)", "Ana Silva (row 20)"} == set(re.findall(r"Ana Silva \([\w ]+\)", said))


def test_a_private_wish_leaves_no_trace():
    unwished = with_person("Quentin Moreau", keep_apart=frozenset())

    assert render(unwished, shoreline.PLAN, what_was_hard=()) == render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=())


@pytest.mark.parametrize("rule", ["keep_apart", "keep apart", "Kept apart"])
def test_a_private_wish_that_does_not_hold_names_nobody(rule):
    pair = (shoreline.mail("Quentin Moreau"), shoreline.mail("Mirjam Levi"))
    broken = replace(shoreline.PLAN, violations=(Violation(rule, pair, f"{pair[0]} and {pair[1]} share Egret"),))
    shown = words(render(shoreline.PROGRAMME, broken, what_was_hard=()))
    faults = shown.partition("No place yet")[2].partition("What all sets reach")[0]

    assert "Somebody’s private wish does not hold." in faults
    assert not re.search("Quentin|Mirjam|Egret", faults)
    assert "A rule does not hold here" not in shown


def test_what_was_hard_never_tells_whose_wish_it_was():
    told = f"{shoreline.mail('Quentin Moreau')} is to be kept apart from {shoreline.mail('Rohan Mehta')}."

    said = words(render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=[told, told]))

    assert said.count("Private wishes left less choice.") == 1
    assert "kept apart" not in said


def test_what_people_typed_is_shown_and_never_run():
    name = '<script>alert(1)</script> & "Co"'
    typed = with_person("Anouk de Vries", name=name, traits={"function": "<b onclick=x>"})
    shown = render(typed, shoreline.PLAN, what_was_hard=["<img src=x>"])

    assert not re.search(r"<script|<b onclick|<img", shown)
    assert name in unescape(shown)


def test_the_page_holds_no_address_and_allows_itself_only_its_own_style(report):
    style = re.search(r"<style>(.*?)</style>", report, re.DOTALL)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in unescape(report)
    assert re.findall(r"(?:src|href|action)=\"(?!#|data:image)", report) == []
    assert set(re.findall(r"https?://[^\s\"<]+", report)) == set()
    assert not re.search(r"url\(|@import|style=|<script", report)


def test_the_same_plan_gives_the_same_bytes(report):
    assert render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=shoreline.HARD) == report


def test_each_set_tells_its_times_on_everyones_clock(report):
    said = words(report)

    assert "New York Hamza Rahim and Kirsten Olsen Tuesdays 09:00–11:00 10:00–12:00 on 16 and 23 March" in said
    assert "Kolkata Rohan Mehta and Uma Pillai Thursdays 14:30–16:30 13:30–15:30 from 1 April on" in said
    assert (
        "Thursdays 08:00–10:00 in New York, 13:00–15:00 in Lisbon, 14:00–16:00 in Berlin and Oslo; "
        "when clocks change it moves in New York"
    ) in said
    assert "No time yet. No weekly time suits everyone in every week." in said


def test_rules_and_silence_are_told_in_words(report):
    said = words(report)

    assert "A weekly time of 120 minutes that suits everyone in each of twenty-six weeks from 4 January 2027" in said
    assert "Not known: tenure of one and domains of two." in said
    assert "Left out: nickname." in said


def test_who_has_no_place_is_named_once():
    waiting = shoreline.PLAN.not_placed
    told_twice = replace(shoreline.PLAN, violations=(Violation("not placed", waiting, f"{waiting[0]} has no set."),))

    said = words(render(shoreline.PROGRAMME, told_twice, what_was_hard=()))

    assert "One person has no place yet, and every rule holds." in said
    assert said.count("Vera Okoro") == 1


def test_a_set_that_waits_for_a_facilitator_does_not_run_itself():
    unled = replace(shoreline.PROGRAMME, people=shoreline.PEOPLE[:24])
    sets = tuple(replace(one, facilitator="") for one in shoreline.PLAN.sets)

    assert "Six people, facilitator not found yet" in words(render(shoreline.PROGRAMME, shoreline.PLAN, what_was_hard=()))
    assert "Six people, running itself" in words(render(unled, replace(shoreline.PLAN, sets=sets), what_was_hard=()))


def test_a_plan_without_a_single_set_is_a_page_too():
    empty = replace(shoreline.PLAN, sets=(), not_placed=tuple(one.email for one in shoreline.PEOPLE[:24]), violations=())

    assert "Twenty-four people have no place yet, and every rule holds." in words(
        render(shoreline.PROGRAMME, empty, what_was_hard=())
    )


def test_with_many_sets_each_is_a_line_that_unfolds():
    programme, plan = shoreline.many(180)
    shown = render(programme, plan, what_was_hard=())

    assert shown.count('<details class="fold">') == 31
    assert '<details class="fold" open>' not in shown


@pytest.mark.slow
def test_five_thousand_people_are_a_page_within_seconds():
    programme, plan = shoreline.many(5000)
    begun = time.process_time()

    shown = render(programme, plan, what_was_hard=())

    assert time.process_time() - begun < 15
    assert len(shown) < 8_000_000


def test_rounds_in_which_people_meet_again_were_hard():
    plans, pair = (shoreline.SOUND_PLAN, shoreline.SOUND_PLAN), shoreline.SOUND_PLAN.sets[0].members[:2]

    met = words(render_rounds(shoreline.SOUND, Rounds(plans, ((pair, (1, 2)),), is_design=False)))
    apart = words(render_rounds(shoreline.SOUND, Rounds(plans, (), is_design=False)))

    assert "What was hard One pair meets twice" in met
    assert "What was hard Nothing stood in the way." in apart
