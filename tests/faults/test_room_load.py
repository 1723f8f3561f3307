"""What a browser fetches when it opens the room for the first time stays within its bars."""

import pytest

from benches import room_load


@pytest.mark.slow
def test_the_room_weighs_no_more_than_promised():
    figures = {figure.name: figure for figure in room_load.measured()}

    assert figures["first load in all"].met, figures["first load in all"]
    assert figures["scripts"].met, figures["scripts"]
    assert 0 < figures["scripts"].value < figures["first load in all"].value
