"""Writing the stage of a set, and pausing it while it has to decide who facilitates."""

from datetime import datetime

from django.db import transaction

from knotwork.people.models import Person
from knotwork.platform.audit import queries as record
from knotwork.platform.audit import services as audit
from knotwork.sets import emails, queries, rules
from knotwork.sets.enums import FacilitationMode, Stage
from knotwork.sets.models import ChoiceOfWords, LearningSet
from knotwork.sets.services.locking import locked


def put_stage(learning_set: LearningSet, *, stage: Stage, by: Person | None, at: datetime) -> LearningSet:
    """Write the stage of a locked set; one that thinks again about closing forgets what was chosen for words."""
    left = learning_set.stage
    learning_set.stage = stage
    learning_set.save(update_fields=["stage"])
    if left == Stage.CLOSING and stage is not Stage.CLOSED:
        ChoiceOfWords.objects.filter(learning_set=learning_set, done_at=None).delete()
    detail: dict[str, str | int] = {"from": str(left), "to": str(stage)}
    audit.record("set.stage_entered", learning_set, by=by, at=at, learning_set=learning_set, detail=detail)
    return learning_set


@transaction.atomic
def await_decision(learning_set: LearningSet, *, at: datetime) -> LearningSet:
    """Pause a set that has met once on its own since its facilitator's term ended; its members are told.

    Nothing changes while the set has decided, or need not.
    """
    learning_set = locked(learning_set)
    since, term = queries.undecided_since(learning_set, at), queries.last_term(learning_set, at)
    if since is None or term is None or rules.why_not_enter(Stage(learning_set.stage), Stage.PAUSED) is not None:
        return learning_set
    put_stage(learning_set, stage=Stage.PAUSED, by=None, at=at)
    emails.tell_of_pause(term, since=since, at=at)
    return learning_set


def stand_alone(learning_set: LearningSet, *, at: datetime) -> None:
    """Move a locked set whose facilitator's term is over along, if it decided before to manage itself."""
    is_alone = queries.running_term(learning_set, at) is None and learning_set.facilitation == FacilitationMode.SELF_MANAGED
    if is_alone and learning_set.stage in (Stage.WORKING, Stage.HANDING_OVER):
        put_stage(learning_set, stage=Stage.SELF_MANAGED, by=None, at=at)


def work_on(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    """Take a locked set back to its work: somebody facilitates it for longer."""
    go_on(learning_set, by=by, at=at)
    if learning_set.stage == Stage.HANDING_OVER:
        put_stage(learning_set, stage=Stage.WORKING, by=by, at=at)


def go_on(learning_set: LearningSet, *, by: Person | None, at: datetime) -> None:
    """Take a locked set that paused for a decision back to where it stood: it has decided."""
    if learning_set.stage != Stage.PAUSED:
        return
    entered = record.of_set(learning_set.pk).filter(event="set.stage_entered").order_by("-at", "-pk").first()
    left = Stage(entered.detail["from"]) if entered is not None else Stage.WORKING
    put_stage(learning_set, stage=left if rules.why_not_enter(Stage.PAUSED, left) is None else Stage.WORKING, by=by, at=at)
