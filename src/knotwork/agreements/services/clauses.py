"""Writing the clauses of a draft. Each change raises the revision, so that answers to the earlier text no longer count.

The time to answer begins with the first answer to the new text.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from knotwork.agreements import queries, rules, starters
from knotwork.agreements.enums import Towards, Why
from knotwork.agreements.models import Version
from knotwork.agreements.rules import Clause
from knotwork.agreements.services.drafting import editable
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.ids import new_id
from knotwork.platform.kit.refusals import refuse


@transaction.atomic
def add_clause(version: Version, *, text: str, by: Person, at: datetime) -> Version:
    """Add a clause at the end.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, `clause_empty`.
    """
    version = editable(version, by=by, at=at)
    refuse(None if text.strip() else Why.CLAUSE_EMPTY)
    return _rewrite(version, [*queries.clauses(version), Clause(str(new_id()), rules.tidy(text))], by=by, at=at)


@transaction.atomic
def pick_starters(version: Version, *, keys: Sequence[str], by: Person, at: datetime) -> Version:
    """Add the starter clauses with these keys that are not in the text yet.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`.
    """
    version = editable(version, by=by, at=at)
    there = queries.clauses(version)
    known = {each.id for each in there}
    picked = [Clause(each.key, str(each.text)) for each in starters.ALL if each.key in keys and each.key not in known]
    return _rewrite(version, [*there, *picked], by=by, at=at) if picked else version


@transaction.atomic
def reword_clause(version: Version, *, clause_id: str, was: str, text: str, by: Person, at: datetime) -> Version:
    """Say a clause in other words; `was` is the text the writer had before them.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, `clause_gone`, `text_has_changed`, `clause_empty`.
    """
    version = editable(version, by=by, at=at)
    there = queries.clauses(version)
    clause = _find(there, clause_id)
    refuse(Why.TEXT_HAS_CHANGED if clause.text != rules.tidy(was) else None)
    refuse(None if text.strip() else Why.CLAUSE_EMPTY)
    words = rules.tidy(text)
    if words == clause.text:
        return version
    return _rewrite(version, [Clause(each.id, words) if each == clause else each for each in there], by=by, at=at)


@transaction.atomic
def remove_clause(version: Version, *, clause_id: str, by: Person, at: datetime) -> Version:
    """Take a clause out of the draft; versions that were in force keep theirs.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, `clause_gone`.
    """
    version = editable(version, by=by, at=at)
    there = queries.clauses(version)
    clause = _find(there, clause_id)
    return _rewrite(version, [each for each in there if each != clause], by=by, at=at)


@transaction.atomic
def move_clause(version: Version, *, clause_id: str, towards: Towards, by: Person, at: datetime) -> Version:
    """Move a clause one place up or down.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`, `clause_gone`.
    """
    version = editable(version, by=by, at=at)
    there = queries.clauses(version)
    _find(there, clause_id)
    order = rules.moved(there, clause_id, towards)
    return version if order == there else _rewrite(version, order, by=by, at=at)


@transaction.atomic
def say_why(version: Version, *, reason: str, by: Person, at: datetime) -> Version:
    """Say why the text is being changed; answers to the words of the text go on counting.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_a_draft`.
    """
    version = editable(version, by=by, at=at)
    version.reason = reason.strip()
    version.save(update_fields=["reason"])
    return version


def _find(clauses: Sequence[Clause], clause_id: str) -> Clause:
    found = next((each for each in clauses if each.id == clause_id), None)
    refuse(Why.CLAUSE_GONE if found is None else None)
    assert found is not None  # noqa: S101 – refused above
    return found


def _rewrite(version: Version, clauses: Sequence[Clause], *, by: Person, at: datetime) -> Version:
    version.body = rules.body_of(clauses)
    version.revision += 1
    version.answer_by = None
    version.save(update_fields=["body", "revision", "answer_by"])
    detail: dict[str, str | int] = {"revision": version.revision}
    audit.record("version.reworded", version, by=by, at=at, learning_set=version.learning_set, detail=detail)
    return version
