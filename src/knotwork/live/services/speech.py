"""Words said in a meeting: written beside the log, blanked on request, and a review's answers put together unnamed."""

import json
import random
from datetime import datetime
from uuid import UUID, uuid5

from knotwork.live import rules
from knotwork.live.enums import WordsFor
from knotwork.live.flow.state import State
from knotwork.live.models import Draft, Words
from knotwork.meetings.models import Meeting
from knotwork.people.models import Person

ANSWERS = "answers:"


def derived(move_id: UUID, what: str) -> UUID:
    """The id of something a move brings into being; the same for the same move, so that nothing is made twice."""
    return uuid5(move_id, what)


def write(meeting: Meeting, *, word: UUID, author: Person | None, audience: WordsFor, text: str) -> None:
    """Keep words under the id the log names."""
    words = Words(id=word, meeting=meeting, learning_set=meeting.learning_set, author=author, audience=audience)
    words.text = text.strip()
    words.save(force_insert=True)


def blank(word: UUID, *, at: datetime) -> None:
    """Blank words for good; that there were some stays in the log."""
    for words in Words.objects.filter(pk=word):
        words.text = ""
        words.blanked_at = at
        words.save(update_fields=["text", "blanked_at"])


def hold_answers(meeting: Meeting, *, phase: int, answers: dict[str, str], by: Person, named: bool, at: datetime) -> None:
    """Hold somebody's answers to the review, sealed for them alone, until the review closes."""
    held = Draft(meeting=meeting, author=by, place=f"{ANSWERS}{phase}", kept_at=at)
    held.text = json.dumps({"named": named, "answers": answers})
    Draft.objects.filter(meeting=meeting, author=by, place=held.place).delete()
    held.save(force_insert=True)


def put_together(meeting: Meeting, state: State) -> None:
    """Once a review is left: its answers become words of the set, shuffled, each by itself, all at once.

    Unnamed ones are shown only when there are enough of them; otherwise each stays its author's alone.
    """
    here = state.run.phase if state.run and state.is_open else None
    held = Draft.objects.filter(meeting=meeting, place__startswith=ANSWERS).exclude(place=f"{ANSWERS}{here}")
    rows = list(held.select_related("author"))
    told = [(row.author, json.loads(row.text)) for row in rows]
    unnamed = [one for one in told if not one[1]["named"]]
    honest = rules.may_stay_unnamed(len(unnamed))
    words = [
        _answer(meeting, author, item, text, _for(said["named"], honest=honest))
        for author, said in told
        for item, text in said["answers"].items()
    ]
    random.SystemRandom().shuffle(words)
    Words.objects.bulk_create(words)
    held.delete()


def _for(named: bool, *, honest: bool) -> WordsFor:  # noqa: FBT001 – read from what was held
    if named:
        return WordsFor.NAMED
    return WordsFor.UNNAMED if honest else WordsFor.ME


def _answer(meeting: Meeting, author: Person, item: str, text: str, audience: WordsFor) -> Words:
    by = None if audience is WordsFor.UNNAMED else author
    words = Words(meeting=meeting, learning_set=meeting.learning_set, author=by, audience=audience)
    words.text = json.dumps({"item": item, "text": text}, ensure_ascii=False)
    return words


def let_go(meeting: Meeting, *, at: datetime) -> None:
    """Of a meeting that is over keep none of the words that were said, as its set decided; what is one's own stays."""
    for words in Words.objects.filter(meeting=meeting, blanked_at=None).exclude(audience=WordsFor.ME):
        words.text = ""
        words.blanked_at = at
        words.save(update_fields=["text", "blanked_at"])
