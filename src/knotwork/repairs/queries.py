"""What screens ask about matters and the talks they lead to; for everybody but those they are between, they do not exist."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from knotwork.people.models import Person
from knotwork.platform.access.rows import Found, Viewer
from knotwork.repairs import rules
from knotwork.repairs.enums import Asked, Bond, Why
from knotwork.repairs.models import Matter, Talk
from knotwork.sets import queries as sets
from knotwork.sets.enums import Standing
from knotwork.sets.models import LearningSet


def load_matter(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The matter named in the address, for whoever raised it and for its keeper while they are inside."""
    matter = _whole().filter(pk=kwargs["matter_id"]).first()
    if matter is None or not isinstance(viewer, Person):
        return None
    if matter.raised_by_id == viewer.pk:
        return Found(matter, frozenset({Bond.RAISER}))
    return Found(matter, frozenset({Bond.KEEPER})) if matter.keeper_id == viewer.pk and has_keeper(matter, at) else None


def has_keeper(matter: Matter, at: datetime) -> bool:
    """Whether the one it was told to still belongs to the set, or facilitates it. One query."""
    return _is_inside(matter.keeper, matter.learning_set, at)


def set_of(viewer: Person, matter: Matter, at: datetime) -> LearningSet | None:
    """The set it happened in, while the viewer is in it or facilitates it. Two queries."""
    return matter.learning_set if _is_inside(viewer, matter.learning_set, at) else None


def load_talk(viewer: Viewer, kwargs: Mapping[str, Any], at: datetime) -> Found | None:
    """The talk named in the address, for whoever raised its matter, the keeper who wrote it, and whoever is invited, once it is sent.

    Whoever is invited finds it while they are inside the set, and for a week after it is over.
    """
    talk = _talks().filter(pk=kwargs["talk_id"]).first()
    if talk is None or not isinstance(viewer, Person):
        return None
    matter, bond = talk.matter, None
    if matter.raised_by_id == viewer.pk:
        bond = Bond.RAISER
    elif talk.asked_by_id == matter.keeper_id == viewer.pk and has_keeper(matter, at):
        bond = Bond.KEEPER
    elif talk.concerned_id == viewer.pk and _is_to_be_read(talk, at) and _is_inside(viewer, matter.learning_set, at):
        bond = Bond.CONCERNED
    return Found(talk, frozenset({bond})) if bond else None


def talks(viewer: Person, matter: Matter) -> list[Talk]:
    """The invitations about this matter, the newest first: to whoever raised it all, to a keeper the own. One query."""
    every = _talks().filter(matter=matter).order_by("-prepared_at", "-id")
    return list(every if matter.raised_by_id == viewer.pk else every.filter(asked_by=viewer))


def open_talk(matter: Matter, at: datetime) -> Talk | None:
    """The invitation of which nobody knows yet what becomes of it. One query."""
    return next((talk for talk in _talks().filter(matter=matter) if talk.stand_at(at) in rules.OPEN), None)


def why_not_prepare(matter: Matter, viewer: Person, at: datetime) -> Why | None:
    """Why the viewer prepares no invitation to a talk about it now; None if they can."""
    return rules.why_not_prepare(
        matter.stand_at(at),
        is_keeper=matter.keeper_id == viewer.pk and has_keeper(matter, at),
        is_member=sets.is_member(matter.raised_by, matter.learning_set),
        is_archived=matter.learning_set.archived_at is not None,
        one_is_open=open_talk(matter, at) is not None,
    )


def to_invite(matter: Matter, at: datetime) -> list[Person]:
    """Whom its keeper can invite: everybody in the set but those two, and but who has answered already."""
    stood: dict[Any, list[Asked]] = {}
    for talk in _talks().filter(matter=matter):
        stood.setdefault(talk.concerned_id, []).append(talk.stand_at(at))
    others = [person for person in keepers(matter.raised_by, matter.learning_set, at) if person != matter.keeper]
    return [person for person in others if rules.may_be_invited(stood.get(person.pk, []))]


def all_are_here(talk: Talk, at: datetime) -> bool:
    """Whether all three whom a talk brings together are in its set now, or facilitate it. Three queries."""
    learning_set = talk.matter.learning_set
    return all(_is_inside(person, learning_set, at) for person in (talk.matter.raised_by, talk.matter.keeper, talk.concerned))


@dataclass(frozen=True)
class Notice:
    """An invitation to a talk that the viewer has to know of: to be sent by them, or meant for them."""

    talk: Talk
    stand: Asked


@dataclass(frozen=True)
class AtHand:
    """What the viewer keeps for others, and invitations they are to send or are meant for; each the oldest first."""

    kept: Sequence[Matter]
    notices: Sequence[Notice]


def at_hand(viewer: Person, learning_sets: Iterable[LearningSet], at: datetime) -> AtHand:
    """What waits for the viewer in these sets. One query, two where there is something.

    Args:
        learning_sets: those the viewer is in now, or facilitates; of others nothing is theirs to read.
    """
    sent = Talk.objects.filter(matter=OuterRef("pk"), concerned=viewer, sent_at__isnull=False)
    prepared = Talk.objects.filter(matter=OuterRef("pk"), matter__raised_by=viewer, sent_at=None)
    theirs = Q(keeper=viewer, settled_at=None) | Exists(sent) | Exists(prepared)
    rows = _whole().filter(theirs, learning_set__in=list(learning_sets)).order_by("entrusted_at", "id")
    found = list(rows.prefetch_related(Prefetch("talks", _talks().order_by("prepared_at", "id"))))
    return AtHand(
        kept=[matter for matter in found if matter.keeper_id == viewer.pk and matter.settled_at is None],
        notices=[
            Notice(talk, talk.stand_at(at)) for matter in found for talk in matter.talks.all() if _is_news(talk, viewer, at)
        ],
    )


def _is_news(talk: Talk, viewer: Person, at: datetime) -> bool:
    """Whether the viewer is told of this invitation; whoever said no, or did not answer, is told no more."""
    if talk.sent_at is None:
        return talk.matter.raised_by_id == viewer.pk
    is_over = talk.comes is False or talk.stand_at(at) is Asked.UNANSWERED
    return talk.concerned_id == viewer.pk and _is_to_be_read(talk, at) and not is_over


def _is_to_be_read(talk: Talk, at: datetime) -> bool:
    """Whether it was sent, and is not over for longer than a week."""
    return talk.sent_at is not None and (talk.over_at is None or at < talk.over_at + rules.KEPT_AFTERWARDS)


def _is_inside(person: Person, learning_set: LearningSet, at: datetime) -> bool:
    return bool(sets.standing(person, learning_set, at) & {Standing.MEMBER, Standing.FACILITATOR})


def keepers(viewer: Person, learning_set: LearningSet, at: datetime) -> list[Person]:
    """Whom the viewer may tell: whoever facilitates now, then the other members by name."""
    facilitator = sets.facilitator(learning_set, at)
    others = [member for member in sets.members(learning_set) if member not in {viewer, facilitator}]
    return [*([facilitator] if facilitator is not None and facilitator != viewer else []), *others]


def of_viewer(viewer: Person, learning_set: LearningSet) -> list[Matter]:
    """What the viewer raised in this set, the newest first. One query."""
    return list(_whole().filter(raised_by=viewer, learning_set=learning_set).order_by("-raised_at", "-id"))


def export_of(person: Person) -> dict[str, Any]:
    """What the person raised, how it ended, and the invitations they wrote; never what others told them."""
    return {
        "matters": [
            {
                "set": matter.learning_set.name,
                "words": matter.words,
                "raised_at": matter.raised_at.isoformat(),
                "settled_at": matter.settled_at.isoformat() if matter.settled_at else None,
                "ending": matter.ending,
            }
            for matter in _whole().filter(raised_by=person).order_by("raised_at", "id")
        ],
        "invitations_to_talk": [
            {"set": talk.matter.learning_set.name, "words": talk.words, "prepared_at": talk.prepared_at.isoformat()}
            for talk in _talks().filter(asked_by=person).order_by("prepared_at", "id")
        ],
    }


def _whole() -> Any:
    return Matter.objects.select_related("learning_set", "raised_by", "keeper")


def _talks() -> Any:
    return Talk.objects.select_related("matter__learning_set", "matter__raised_by", "matter__keeper", "asked_by", "concerned")
