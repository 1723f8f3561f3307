"""What members say about a version, and taking words out of one."""

from datetime import datetime

from django.db import transaction

from knotwork.agreements import kinds, rules
from knotwork.agreements.enums import VersionState, Why
from knotwork.agreements.models import ConsentAnswer, Remark, Version
from knotwork.agreements.services.drafting import is_one_of_us, locked_set
from knotwork.people.models import Person
from knotwork.platform.audit import services as audit
from knotwork.platform.kit.refusals import refuse
from knotwork.sets import queries as sets
from knotwork.sets.models import LearningSet


@transaction.atomic
def remark(version: Version, *, text: str, by: Person, at: datetime) -> Remark:
    """Say something about a proposal while it is open.

    Raises:
        Refused: `not_a_member`, `set_is_archived`, `not_to_be_answered`, `words_missing`.
    """
    learning_set = locked_set(version.learning_set)
    is_archived = learning_set.archived_at is not None
    refuse(rules.why_not_decide(is_one_of_us=is_one_of_us(by, learning_set, at), is_archived=is_archived))
    version.refresh_from_db(fields=["state"])
    refuse(None if version.state == VersionState.DRAFT else Why.NOT_TO_BE_ANSWERED)
    refuse(None if text.strip() else Why.WORDS_MISSING)
    said = Remark(version=version, learning_set=learning_set, person=by, text=text.strip(), said_at=at)
    said.save(force_insert=True)
    return said


@transaction.atomic
def take_out_remark(remark: Remark, *, by: Person, at: datetime) -> None:
    """Take one's own words out of what was said; a mark stands where they were, and who said something when stays.

    Raises:
        Refused: `not_yours`.
    """
    remark = Remark.objects.select_for_update().select_related("version", "learning_set").get(pk=remark.pk)
    refuse(None if remark.person_id == by.pk else Why.NOT_YOURS)
    if remark.text == rules.TAKEN_OUT:
        return
    remark.text = rules.TAKEN_OUT
    remark.save(update_fields=["text"])
    detail: dict[str, str | int] = {"rule": remark.version.kind}
    audit.record("version.redacted", remark.version, by=by, at=at, learning_set=remark.learning_set, detail=detail)


@transaction.atomic
def redact(version: Version, *, phrase: str, by: Person, at: datetime) -> int:
    """Take a phrase, a name for instance, out of a version and all said about it; returns how often it stood there.

    The other versions of the rule lose it too, since they repeat each other's words, and so does what its kind keeps
    beside them. A mark stays in its place and the
    record says that something was taken out; nothing else is ever deleted.

    Raises:
        Refused: `not_a_member`, `phrase_too_short`, `phrase_not_there` (in this version or beside it, whatever the
            others hold).
    """
    learning_set = locked_set(version.learning_set)
    refuse(None if sets.is_member(by, learning_set) else Why.NOT_A_MEMBER)
    phrase = phrase.strip()
    refuse(None if len(phrase) >= rules.SHORTEST_PHRASE else Why.PHRASE_TOO_SHORT)
    of_kind = Version.objects.select_for_update().filter(learning_set=learning_set, kind=version.kind)
    times = {each.pk: _take_out(each, phrase) for each in of_kind.order_by("pk")}
    found = times[version.pk] + kinds.kind_of(version.kind).take_out(learning_set, phrase)
    refuse(None if found else Why.PHRASE_NOT_THERE)
    audit.record("version.redacted", version, by=by, at=at, learning_set=learning_set, detail={"rule": version.kind})
    return found


def _take_out(version: Version, phrase: str) -> int:
    """Take a phrase out of one version, its reason, its answers and what was said about it."""
    version.body, times = rules.redacted_body(version.body, phrase)
    if version.state not in (VersionState.DRAFT, VersionState.AGREED):
        version.body, here = rules.without_address(version.body, phrase)
        times += here
    version.reason, here = rules.redacted(version.reason, phrase)
    times += here
    if times:
        version.save(update_fields=["body", "reason"])
    for said in version.remarks.all():
        said.text, here = rules.redacted(said.text, phrase)
        times += here
        if here:
            said.save(update_fields=["text"])
    for given in version.answers.all():
        given.words, here = rules.redacted(given.words, phrase)
        times += here
        if here:
            given.save(update_fields=["words"])
    return times


@transaction.atomic
def give_back(person: Person, learning_set: LearningSet, at: datetime) -> None:  # noqa: ARG001 – every app's `give_back` is called alike
    """Erase the words a member gave with answers, remarks and proposals of a closed set; what they decided stays."""
    for given in ConsentAnswer.objects.filter(version__learning_set=learning_set, person=person):
        given.words = ""
        given.save(update_fields=["words"])
    for said in Remark.objects.filter(learning_set=learning_set, person=person):
        said.text = ""
        said.save(update_fields=["text"])
    for version in Version.objects.filter(learning_set=learning_set, drafted_by=person):
        version.reason = ""
        version.save(update_fields=["reason"])
