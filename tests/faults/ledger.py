"""What is in the log against what was acknowledged. Runs inside the house, through the product's own models."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Account:
    """What a look at the data found wrong; all well is a row of zeros."""

    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    without_words: int = 0
    unlike_replay: int = 0
    unsound: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.gaps or self.without_words or self.unlike_replay or self.unsound)


def examine(path: str) -> None:
    """Print the account of the acknowledgements in this file."""
    print(json.dumps(asdict(account_of(json.loads(Path(path).read_text(encoding="utf-8"))))))


def account_of(acknowledged: list[dict[str, Any]]) -> Account:
    """Compare acknowledgements with the log, in one moment of the database."""
    from django.db import transaction  # noqa: PLC0415 – this file runs where Django is set up

    account = Account(acknowledged=len(acknowledged), unsound=_unsound())
    with transaction.atomic():
        said = _compare_rooms(account)
        _compare_moves(account, acknowledged, said)
    return account


def _unsound() -> list[str]:
    from django.db import connection  # noqa: PLC0415 – see above

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        told = cursor.execute("PRAGMA integrity_check").fetchall()
        loose = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return [row[0] for row in told if row[0] != "ok"] + [f"loose row in {row[0]}" for row in loose]


def _compare_rooms(account: Account) -> dict[str, str]:
    """Each log gapless, each snapshot what replaying gives, words where the log names some; all words by their id."""
    from knotwork.live.models import Move, Room, Words  # noqa: PLC0415 – see above
    from knotwork.live.services import rooms  # noqa: PLC0415 – see above

    said = {str(words.pk): words.text for words in Words.objects.all()}
    for room in Room.objects.select_related("meeting"):
        lines = list(Move.objects.filter(meeting=room.meeting, log_id=room.log_id).order_by("seq"))
        account.gaps += [line.seq for line in lines] != list(range(1, room.seq + 1))
        account.unlike_replay += _plain(rooms.replay(room.meeting)) != _plain(room.snapshot)
        account.without_words += sum(line.kind == "capture" and not said.get(line.body["word"]) for line in lines)
    return said


def _compare_moves(account: Account, acknowledged: list[dict[str, Any]], said: dict[str, str]) -> None:
    """Each acknowledged move once in its log; its words once among all words, whatever id they came under."""
    from knotwork.live.models import Move  # noqa: PLC0415 – see above

    times = Counter(said.values())
    lines: dict[tuple[str, str, str], list[Any]] = {}
    for line in Move.objects.exclude(by=None):
        lines.setdefault((str(line.meeting_id), str(line.by_id), str(line.move_id)), []).append(line)
    for one in acknowledged:
        found = lines.get((one["meeting"], one["person"], one["move_id"]), [])
        in_place = [line for line in found if str(line.log_id) == one["log"] and line.seq <= one["seq"]]
        account.lost += not in_place or (bool(one["text"]) and not times[one["text"]])
        account.doubled += len(found) > 1
    account.doubled += sum(count > 1 for text, count in times.items() if " says " in text)


def _plain(told: Any) -> Any:
    return json.loads(json.dumps(told))
