"""Things addresses can be about: Heron's, Weir's, absent ones, and some that are hidden for a reason of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from knotwork.people.models import KeptOutName, PhoneTicket
from knotwork.people.services import keep_out, phones
from knotwork.platform.mail import writing
from tests.trust.matrix import ACTORS, STANDINGS, Line
from tests.world import World

ABSENT = UUID("0b5e57de-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Case:
    """One thing an address can name: whose it is, and to whom it is as good as absent although they stand near."""

    label: str
    kwargs: dict[str, object] = field(default_factory=dict)
    whose: str = ""
    owner: str = ""
    hidden_from: frozenset[str] = frozenset()
    is_chief: bool = False
    is_shared: bool = False
    keeper: str = ""
    asked: str = ""

    def may_pass(self, line: Line, actor: str) -> bool:
        """Whether this actor is let through to this thing."""
        if "anyone" in line.who:
            return True
        if actor == "nobody" or (self.label == "absent" and line.about):
            return False
        held = {"signed in"} | ({"host"} if actor == "Lev" else set()) | STANDINGS.get(self.whose, {}).get(actor, set())
        held |= {"owner"} if self.owner == actor else set()
        held |= {"keeper"} if self.keeper == actor else set()
        held |= {"asked"} if self.asked == actor else set()
        held |= {"together"} if self.is_shared and "member" in held else set()
        return bool(held & line.who) and actor not in self.hidden_from


def url(name: str, case: Case) -> str:
    """The address of this name about this thing."""
    return reverse(name, kwargs=case.kwargs)


def cases(world: World) -> dict[str, tuple[Case, ...]]:
    """By kind of thing; each kind has one of Heron's, one of Weir's and one that is nowhere."""
    return {kind: tuple(made) for kind, made in _made(world)}


def _made(world: World) -> Iterator[tuple[str, list[Case]]]:
    ids, sets, meetings = world.ids, world.sets, world.meetings
    yield "", [Case("nothing", is_chief=True)]
    of_sets = {whose: {"set_id": one.pk} for whose, one in sets.items()}
    yield "set", _three(of_sets, {"set_id": ABSENT})
    yield (
        "rule",
        _three({whose: {**one, "kind": "notes"} for whose, one in of_sets.items()}, {"set_id": ABSENT, "kind": "notes"}),
    )
    handed = {whose: {**one, "what": "archive"} for whose, one in of_sets.items()}
    yield "thing to hand over", _three(handed, {"set_id": ABSENT, "what": "archive"})
    for kind, key, name in (
        ("kept version", "version_id", "proposal"),
        ("version", "number", "version"),
        ("clause", "clause_id", "clause"),
        ("invitation", "invitation_id", "invitation"),
    ):
        found = {whose: {**of_sets[whose], key: ids[whose, name]} for whose in sets}
        yield kind, _three(found, {"set_id": ABSENT, key: ids["Heron", name]})
    visited = {whose: {**of_sets[whose], "meeting_id": meetings[whose, "open"].pk} for whose in sets}
    yield "visit", _three(visited, {"set_id": ABSENT, "meeting_id": ABSENT})
    own = {whose: {**of_sets[whose], "shape_id": ids[whose, "shape"]} for whose in sets}
    yield "own shape", _three(own, {"set_id": sets["Heron"].pk, "shape_id": ABSENT})
    of_own = {whose: {**kwargs, "phase_key": "check-in"} for whose, kwargs in own.items()}
    yield "phase of own shape", _three(of_own, {"set_id": sets["Heron"].pk, "shape_id": ABSENT, "phase_key": "check-in"})
    yield from _of_meetings(world, {whose: {"meeting_id": meetings[whose, "open"].pk} for whose in sets})
    yield from _of_owners(world)
    yield from _of_devices(world)
    lev = world.people["Lev"]
    yield "account", [Case("Lev's", {"person_id": lev.pk}, is_chief=True), Case("absent", {"person_id": ABSENT})]
    yield "help", [Case("about a set", {"page": "set"}, is_chief=True), Case("absent", {"page": "nothing"})]
    yield "shape", [Case("the classic one", {"key": "classic"}, is_chief=True)]
    yield "secret", _three({whose: {"secret": ids[whose, "secret"]} for whose in sets}, {"secret": "nobody-made-this"})
    token = writing.off_url("meetings.reminder", world.people["Dina"].pk).rsplit("/", 2)[-2]
    yield "off token", [Case("Dina's", {"token": token}), Case("absent", {"token": "nobody-signed-this"})]
    for kind, key in (("sign-in token", "token"), ("set-up secret", "secret"), ("phone code", "code")):
        yield kind, [Case("absent", {key: "abcd2345"})]
    yield "printed link", [Case("absent", {"proof_id": ABSENT, "token": "abcd2345"})]


def _three(of_sets: dict[str, dict[str, object]], absent: dict[str, object]) -> list[Case]:
    return [*(Case(f"{whose}'s", kwargs, whose, is_chief=True) for whose, kwargs in of_sets.items()), Case("absent", absent)]


def _of_meetings(world: World, of_sets: dict[str, dict[str, object]]) -> Iterator[tuple[str, list[Case]]]:
    """Amara's term began after Heron's first meeting, which is therefore none of her business."""
    first = {"meeting_id": world.meetings["Heron", "first"].pk}
    past = {"meeting_id": world.meetings["Heron", "past"].pk}
    yield (
        "meeting",
        [
            *_three(of_sets, {"meeting_id": ABSENT}),
            Case("Heron's past", past, "Heron"),
            Case("Heron's first", first, "Heron", hidden_from=frozenset({"Amara"})),
        ],
    )
    phases = {whose: {**kwargs, "number": 0} for whose, kwargs in of_sets.items()}
    yield "phase", _three(phases, {"meeting_id": ABSENT, "number": 0})


def _numbered(made: list[Case]) -> list[Case]:
    return [replace(one, kwargs={**one.kwargs, "number": 2}) for one in made]


def _hidden(made: list[Case]) -> list[Case]:
    return [replace(one, hidden_from=frozenset(ACTORS), is_chief=False) for one in made if one.label != "absent"]


def _of_reflections(owned: Callable[..., list[Case]]) -> Iterator[tuple[str, list[Case]]]:
    yield "note", owned("note_id", "note", "own note")
    yield "shared note", [*_hidden(owned("note_id", "own note")), *owned("note_id", "note")]
    yield "entry", owned("entry_id", "entry")
    yield "question", _numbered(owned("entry_id", "entry"))


def _remarks(world: World, owners: tuple[tuple[str, str], ...]) -> list[Case]:
    said = {whose: {"set_id": world.sets[whose].pk, "remark_id": world.ids[whose, "remark"]} for whose, _owner in owners}
    owned = [Case(f"{owner}'s", said[whose], whose, owner, is_chief=True) for whose, owner in owners]
    return [*owned, Case("absent", {**said["Heron"], "remark_id": ABSENT})]


def _of_owners(world: World) -> Iterator[tuple[str, list[Case]]]:
    owners, ids = (("Heron", "Dina"), ("Weir", "Noor")), world.ids

    def owned(key: str, *things: str, private: tuple[str, ...] = ()) -> list[Case]:
        made = [
            Case(f"{owner}'s {thing}", {key: ids[whose, thing]}, whose, owner, is_chief=thing == things[0])
            for whose, owner in owners
            for thing in things
        ]
        hidden = [
            Case(f"{owner}'s {thing}", {key: ids[whose, thing]}, whose, owner, frozenset(ACTORS) - {owner})
            for whose, owner in owners
            for thing in private
        ]
        return [*made, *hidden, Case("absent", {key: ABSENT})]

    yield "remark", _remarks(world, owners)
    yield "challenge", [*_of_challenges(world), *owned("challenge_id", "challenge", private=("own challenge",))]
    yield "part", _of_parts(world)
    yield "matter", _of_matters(world)
    yield "talk", _of_talks(world)
    yield from _of_maps(world, owners)
    yield "action", owned("action_id", "action", "done action", private=("own action",))
    yield "call", owned("call_id", "call")
    yield "kept question", owned("kept_id", "kept")
    yield from _of_reflections(owned)
    yield (
        "shared brief",
        [
            Case(
                f"{owner}'s",
                {"challenge_id": ids[whose, "challenge"], "meeting_id": world.meetings[whose, "open"].pk},
                whose,
                owner,
                is_chief=True,
            )
            for whose, owner in owners
        ]
        + [Case("absent", {"challenge_id": ids["Heron", "challenge"], "meeting_id": ABSENT})],
    )


def _of_challenges(world: World) -> list[Case]:
    """What each set works on together, and a challenge of somebody who left."""
    once = {"challenge_id": world.ids["Heron", "challenge of Goran"]}
    shared = [
        Case(f"{whose}’s together", {"challenge_id": world.ids[whose, "shared"]}, whose, is_shared=True)
        for whose in ("Heron", "Weir")
    ]
    return [*shared, Case("Goran's challenge", once, "Heron", "Goran", frozenset({"Amara"}))]


def _of_matters(world: World) -> list[Case]:
    """What one person told one other."""
    told = {whose: {"matter_id": world.ids[whose, "matter"]} for whose in ("Heron", "Weir")}
    return [
        Case("Dina's", told["Heron"], "Heron", "Dina", keeper="Amara", is_chief=True),
        Case("Noor's", told["Weir"], "Weir", "Noor", keeper="Hana", is_chief=True),
        Case("absent", {"matter_id": ABSENT}),
    ]


def _of_talks(world: World) -> list[Case]:
    """The invitation to talk that a keeper wrote, whoever raised the matter sent, and somebody else got."""
    sent = {whose: {"talk_id": world.ids[whose, "talk"]} for whose in ("Heron", "Weir")}
    return [
        Case("Dina's", sent["Heron"], "Heron", "Dina", keeper="Amara", asked="Bo", is_chief=True),
        Case("Noor's", sent["Weir"], "Weir", "Noor", keeper="Hana", asked="Oskar", is_chief=True),
        Case("absent", {"talk_id": ABSENT}),
    ]


def _of_parts(world: World) -> list[Case]:
    """A part of what each set works on together, and one that is looked for in another challenge."""
    ids = world.ids
    made = [
        Case(
            f"{whose}’s", {"challenge_id": ids[whose, "shared"], "part_id": ids[whose, "part"]}, whose,
            is_chief=True, is_shared=True,
        )
        for whose in ("Heron", "Weir")
    ]  # fmt: skip
    strange = {"challenge_id": ids["Heron", "shared"], "part_id": ids["Weir", "part"]}
    return [
        *made,
        Case("of another", strange, "Heron", hidden_from=frozenset(ACTORS), is_shared=True),
        Case("absent", {"challenge_id": ids["Heron", "shared"], "part_id": ABSENT}),
    ]


def _of_maps(world: World, owners: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, list[Case]]]:
    """What stands on the map of a shown challenge and of one that is its owner's alone; the other map has neither."""
    ids = world.ids
    for key, name in (("node_id", "node"), ("link_id", "link")):
        made = [
            Case(f"{owner}'s {which}", {"challenge_id": ids[whose, of], key: ids[whose, f"{which} {name}"]}, whose, owner,
                 is_chief=which == "map")
            for whose, owner in owners
            for which, of in (("map", "challenge"), ("own map", "own challenge"))
        ]  # fmt: skip
        strange = {"challenge_id": ids["Heron", "challenge"], key: ids["Heron", f"own map {name}"]}
        absent = {"challenge_id": ids["Heron", "challenge"], key: ABSENT}
        strangers = frozenset(ACTORS)
        yield f"map {name}", [*made, Case("of another map", strange, "Heron", hidden_from=strangers), Case("absent", absent)]


def _of_devices(world: World) -> Iterator[tuple[str, list[Case]]]:
    """Dina has another device besides the one she asks with, and lets a phone in."""
    dina = world.people["Dina"]
    found = UserSession.objects.filter(user=dina).order_by("pk").first()
    device = found or UserSession.objects.create(user=dina, ip="127.0.0.1", session_key="elsewhere", user_agent="Firefox")
    yield (
        "device",
        [Case("Dina's", {"device_id": device.pk}, owner="Dina", is_chief=True), Case("absent", {"device_id": 999_999_999})],
    )
    ticket = PhoneTicket.objects.filter(person=dina).first() or phones.offer(dina, next_path="", at=world.at)
    noor = world.people["Noor"]
    kept = Authenticator.objects.filter(user=noor).first() or Authenticator.objects.create(
        user=noor, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
    )
    yield (
        "passkey",
        [Case("Noor's", {"passkey_id": kept.pk}, owner="Noor", is_chief=True), Case("absent", {"passkey_id": 999_999_999})],
    )
    name = KeptOutName.objects.filter(person=noor).first() or keep_out(noor, name="Ruth", instead="my director", at=world.at)
    yield (
        "name kept out",
        [Case("Noor's", {"name_id": name.pk}, owner="Noor", is_chief=True), Case("absent", {"name_id": ABSENT})],
    )
    yield (
        "ticket",
        [Case("Dina's", {"ticket_id": ticket.pk}, owner="Dina", is_chief=True), Case("absent", {"ticket_id": ABSENT})],
    )
