"""Programmes written as files are read as they were: planted ones, and the example of the guide."""

from dataclasses import replace
from pathlib import Path

import pytest

from benches.forming import clashes, files, planted
from knotwork.formation import reading
from knotwork.formation.tests.files import TODAY

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "forming-sets"
PROGRAMMES = {
    **{f"planted {seed}": lambda seed=seed: planted.planted(120, seed=seed).programme for seed in (1, 2)},
    **{f"clash: {kind}": lambda kind=kind: clashes.clash(kind, seed=1).programme for kind in clashes.Contradiction},
}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_written_as_files_is_read_as_it_was(name, tmp_path):
    programme = PROGRAMMES[name]()
    files.write(programme, tmp_path)

    found = reading.read(tmp_path / "people.csv", tmp_path / "rules.toml", today=TODAY)

    assert [replace(person, line=0) for person in found.programme.people] == list(programme.people)
    assert found.programme.rules == programme.rules


def test_the_example_of_the_guide_is_read_without_a_guess_about_its_columns():
    found = reading.read(GUIDE / "people.csv", GUIDE / "rules.toml", today=TODAY)

    assert (found.to_place, found.facilitators) == (54, 6)
    assert [str(column) for column, _ in found.left_out] == ["column H “works_in”"]
    assert found.notes == ("1 person who states no hours can meet on any working day from 09:00 to 17:00, in their own time.",)
