"""How a posted form becomes a move."""

from django.http import QueryDict

from knotwork.live.forms import posted


def test_whoever_asks_that_only_they_read_it_says_so_beside_the_words():
    form = "kind=capture&move_id=5e8f4e0a-7a3e-4f5e-9f0e-1d2c3b4a5968&what=learning&phase=9&text=I+rescue.&audience=me"

    sent = posted(QueryDict(form))

    assert sent.words == {"text": "I rescue.", "audience": "me"}
    assert sent.body == {"what": "learning", "phase": 9}
