"""Every form in which people write words: where it is posted, how long each field may be, where its words are shown."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from django import forms

import knotwork
from knotwork.actions import forms as acting
from knotwork.actions import services as actions
from knotwork.actions.enums import Fold, Telling
from knotwork.agreements import forms as agreeing
from knotwork.agreements import queries as agreements
from knotwork.agreements import services as deciding
from knotwork.agreements.enums import Rule, Silence
from knotwork.challenges import forms as challenging
from knotwork.challenges.enums import Prompt
from knotwork.challenges.forms import domain_map as mapping
from knotwork.challenges.forms import sheets
from knotwork.challenges.forms.record import Beginning
from knotwork.challenges.models import Challenge, LensPane, Sheet
from knotwork.meetings import forms as meeting
from knotwork.people import forms as people
from knotwork.platform.design import forms as design
from knotwork.protocols import forms as protocols
from knotwork.reflections import forms as reflecting
from knotwork.reflections.enums import PromptModel
from knotwork.reflections.models import LogEntry
from knotwork.reflections.rules import PROMPTS as REFLECTION
from knotwork.repairs import forms as raising
from knotwork.repairs.models import Talk
from knotwork.sets import forms as sets
from tests.world import World

PROSE = 20_000


@dataclass(frozen=True)
class Place:
    """Where a form is posted by whom, its fields of words with their lengths, and what else it needs.

    `shown`: pages on which the words are read afterwards, empty = where the answer leads; `reader` looks at them.
    `closes_gaps`: white space becomes one space each. `again`: the same columns stand in another line of the table, so
    that some of the strings suffice.
    """

    form: type[forms.Form]
    path: Callable[[World], str]
    fields: Mapping[str, int]
    base: Callable[[World], Mapping[str, object]] = lambda _world: {}
    shown: Callable[[World], tuple[str, ...]] = lambda _world: ()
    actor: str = "Dina"
    reader: str = ""
    closes_gaps: bool = False
    again: bool = False


def _heron(page: str) -> Callable[[World], str]:
    return lambda world: f"/sets/{world.heron.pk}/{page}"


def _one(kind: str, thing: str, page: str = "") -> Callable[[World], str]:
    return lambda world: f"/{kind}/{world.ids['Heron', thing]}/{page}"


def _later(page: str) -> Callable[[World], str]:
    return lambda world: f"/meetings/{world.meetings['Heron', 'later'].pk}/{page}"


def _only(page: Callable[[World], str]) -> Callable[[World], tuple[str, ...]]:
    return lambda world: (page(world),)


def _proposed(world: World) -> str:
    """Bo proposes something, unless it stands already; Dina takes it back."""
    if agreements.draft(world.heron, Rule.SILENCE) is None:
        body = {"silence": Silence.CONSENTS.value}
        deciding.propose(world.heron, kind=Rule.SILENCE, body=body, reason="", by=world.people["Bo"], at=world.at)
    return _heron("rules/silence/withdrawal/")(world)


def _new_action(world: World) -> str:
    made = actions.set_out(owner=world.people["Dina"], learning_set=world.heron, what="Try it.", at=world.at)
    return f"/actions/{made.pk}/report/"


def _nothing_shared(world: World) -> str:
    """Where what Heron works on together is begun, once the last is closed."""
    Challenge.objects.filter(learning_set=world.heron, owner=None).update(status="closed")
    return f"/sets/{world.heron.pk}/challenges/shared/"


def _facilitator(world: World) -> dict[str, object]:
    return {"keeper": world.people["Amara"].pk}


def _nobody_invited(world: World) -> str:
    """Where Amara writes an invitation to a talk, once the one she wrote is gone."""
    Talk.objects.filter(matter=world.ids["Heron", "matter"]).delete()
    return f"/matters/{world.ids['Heron', 'matter']}/invitation/"


def _concerned(world: World) -> dict[str, object]:
    return {"concerned": world.people["Bo"].pk}


def _draft(world: World) -> dict[str, object]:
    version = world.heron.versions.get(state="draft", kind="agreement")
    return {"answer": "object", "revision": version.revision, "was": version.body["clauses"][-1]["text"]}


def _withdrawn(world: World) -> dict[str, object]:
    world.heron.versions.filter(state="draft", kind="facilitation").delete()
    return {"choice": "self_manage"}


def _no_silence(world: World) -> dict[str, object]:
    world.heron.versions.filter(state="draft", kind="silence").delete()
    return {"silence": "consents", "starts": "next_meeting"}


def _shape(page: str) -> Callable[[World], str]:
    return lambda world: f"/sets/{world.heron.pk}/shapes/{world.ids['Heron', 'shape']}/{page}"


def _seen(world: World) -> dict[str, object]:
    return {"label": "Ours", "seen": world.heron.own_shapes.get(pk=world.ids["Heron", "shape"]).revision}


def _phase(world: World) -> dict[str, object]:
    return {**_seen(world), "minutes": 5, "rule": "talk", "audience": "set"}


def _no_shape_proposed(world: World) -> dict[str, object]:
    world.heron.versions.filter(state="draft", kind="protocol").delete()
    return {}


def _particulars(world: World) -> dict[str, object]:
    """The set as it stands, and that the form showed it so."""
    heron = world.heron
    now = {"name": heron.name, "purpose": heron.purpose, "target_size": heron.target_size, "zone": heron.zone}
    return {**now, **{f"was_{name}": value for name, value in now.items()}}


def _sheet(kind: str) -> Callable[[World], Mapping[str, object]]:
    def written_upon(world: World) -> Mapping[str, object]:
        newest = Sheet.objects.filter(challenge=world.ids["Heron", "own challenge"], kind=kind).order_by("-version").first()
        return {"version": newest.version if newest else 0}

    return written_upon


def _pane(world: World) -> Mapping[str, object]:
    kept = LensPane.objects.filter(challenge=world.ids["Heron", "own challenge"], pane="me").first()
    return {"pane": "me", "version": kept.version if kept else 0}


def _entry(_world: World) -> dict[str, object]:
    return {"key": uuid4(), "version": 0}


ABOUT_ME = {"commitment": 1000, "bio": 1000, "hopes": 1000, "languages": 200, "access_needs": 1000}
BRIEF = {prompt.value: 140 if prompt is Prompt.HEADLINE else PROSE for prompt in Prompt}
PLACES = (
    Place(
        acting.SettingOut, _heron("actions/new/"),
        {"what": 500, "hopes_to_learn": PROSE, **{one.value: PROSE for one in Fold}},
    ),
    Place(
        acting.Reporting, _new_action, {"what_happened": PROSE, **{one.value: PROSE for one in Telling}},
        base=lambda _world: {"outcome": "not_tried"},
    ),
    Place(agreeing.WhyForm, _heron("agreement/draft/reason/"), {"reason": 2000}, actor="Bo"),
    Place(agreeing.ClauseForm, _heron("agreement/clauses/"), {"text": 600}, actor="Bo", closes_gaps=True),
    Place(
        agreeing.RewordForm, lambda world: f"/sets/{world.heron.pk}/agreement/clauses/{world.ids['Heron', 'clause']}/",
        {"text": 600}, base=_draft, closes_gaps=True,
    ),
    Place(
        agreeing.AnswerForm, lambda world: f"/sets/{world.heron.pk}/agreement/versions/{world.ids['Heron', 'version']}/consent/",
        {"words": 2000}, base=_draft,
        shown=lambda world: (f"/sets/{world.heron.pk}/agreement/versions/{world.ids['Heron', 'version']}/consent/",),
    ),
    Place(
        agreeing.FacilitationForm, _heron("facilitation/proposal/"), {"reason": 2000}, base=_withdrawn,
        shown=_only(_heron("facilitation/")),
    ),
    Place(
        agreeing.ProposalForm, _heron("rules/silence/"), {"reason": 2000}, base=_no_silence, shown=_only(_heron("rules/silence/")),
    ),
    Place(agreeing.RemarkForm, _heron("rules/notes/remark/"), {"text": 2000}, shown=_only(_heron("rules/notes/"))),
    Place(agreeing.WithdrawalForm, _proposed, {"text": 2000}, shown=_only(_heron("rules/silence/")), again=True),
    Place(
        challenging.Begin, _heron("challenges/new/"), {"headline": 140, "tried": PROSE, "planned": PROSE},
        base=lambda _world: {"shown": "yes"},
    ),
    Place(
        challenging.BeginTogether, _nothing_shared,
        {"headline": 140, "tried": PROSE, "planned": PROSE, "sponsor": 200}, again=True,
    ),
    Place(challenging.SponsorForm, _one("challenges", "shared", "sponsor/"), {"words": 200}, again=True),
    Place(raising.RaisingForm, _heron("got-out/"), {"words": 4000}, base=_facilitator),
    Place(raising.InvitingForm, _nobody_invited, {"words": 2000}, base=_concerned, actor="Amara"),
    Place(challenging.Dividing, _one("challenges", "shared", "parts/"), {"what": 280}),
    Place(
        challenging.Reframing, _one("challenges", "challenge", "framing/"), {"headline": 140, "moved_by": PROSE},
    ),
    Place(
        challenging.Telling, _one("challenges", "challenge", "interventions/"), {"what": PROSE}, base=lambda _world: {"kind": "tried"},
    ),
    Place(
        challenging.BriefForm, _one("challenges", "own challenge", "brief/"), BRIEF, base=lambda _world: {"version": 1},
    ),
    Place(
        challenging.Placing, _one("challenges", "challenge", "standing/"), {"words": 2000}, base=lambda _world: {"status": "resting"},
    ),
    Place(challenging.LearningNeedForm, _one("challenges", "challenge", "check/learning-need/"), {"words": 2000}),
    Place(
        mapping.PuttingOnMap, _one("challenges", "challenge", "map/things/"), {"words": 80},
        base=lambda _world: {"kind": "issue", "regions": ["social"], "key": uuid4()}, closes_gaps=True,
    ),
    Place(challenging.GridForm, _one("challenges", "own challenge", "grid/"), {"who_0": 200}, base=_sheet("grid")),
    Place(challenging.ForcesForm, _one("challenges", "own challenge", "forces/"), {"what_0": 200}, base=_sheet("forces")),
    Place(
        challenging.LensForm, _one("challenges", "own challenge", "lens/"), {"text": PROSE}, base=_pane,
    ),
    Place(challenging.Wording, _one("kept-questions", "kept"), {"text": PROSE}),
    Place(
        meeting.ArrangementsForm, _later("arrangements/"), {"place": 300, "access_notes": 1000},
        base=lambda _world: {"minutes": 210, "protocol_key": "classic"},
    ),
    Place(
        meeting.AttendanceForm, _later("attendance/"), {"message": 300}, base=lambda _world: {"answer": "late"},
    ),
    Place(meeting.CalendarNameForm, _heron("calendar-name/"), {"text": 60}, again=True),
    Place(people.KeptOutNameForm, lambda _world: "/profile/names/", {"name": 80}, base=lambda _world: {"instead": "somebody"}),
    Place(people.KeptOutNameForm, lambda _world: "/profile/names/", {"instead": 80}, base=lambda _world: {"name": "Ottoline"}),
    Place(
        people.ProfileForm, lambda _world: "/profile/", {"name": 80},
        base=lambda _world: {"zone": "Europe/London", "language": "en", "theme": "system", "reminder": "day", "nudge": "each", "asking": "both"},
    ),
    Place(
        protocols.CopyForm, _heron("shapes/"), {"label": 120}, base=lambda _world: {"parent": "classic"},
    ),
    Place(protocols.NameForm, _shape("name/"), {"label": 120, "inspired_by": 120}, base=_seen, again=True),
    Place(protocols.NewPhaseForm, _shape("phases/"), {"label": 120}, base=lambda _world: {"minutes": 5}, again=True),
    Place(
        protocols.PhaseForm, _shape("phases/check-in/"),
        {"label": 120, "to_member": 1000, "to_steward": 1000, "steward_lines": 1000}, base=_phase, again=True,
        shown=lambda world: (_shape("phases/check-in/")(world),),
    ),
    Place(
        protocols.ProposalForm, _shape("proposal/"), {"reason": 2000}, base=_no_shape_proposed,
        shown=_only(_heron("rules/protocol/")), again=True,
    ),
    Place(
        reflecting.Noting, _heron("notes/"), {"text": PROSE}, base=lambda _world: {"level": "set", "audience": "set"}, reader="Bo",
    ),
    Place(reflecting.Renoting, _one("notes", "own note"), {"text": PROSE}, base=lambda _world: {"level": "self"}),
    Place(
        reflecting.Entry, lambda _world: "/log/new/", {"title": 200, "text": 100_000}, base=_entry
    ),
    Place(
        reflecting.Entry, lambda _world: "/log/new/",
        {f"answer_{prompt}": PROSE for prompt in REFLECTION[PromptModel.WHAT]},
        base=lambda world: {**_entry(world), "model": "what"}, again=True,
    ),
    Place(
        reflecting.Question, _one("log", "entry", "questions/13/"), {"answer": PROSE},
        base=lambda world: {"key": uuid4(), "version": LogEntry.objects.get(pk=world.ids["Heron", "entry"]).version},
    ),
    Place(
        reflecting.Practising, _later("practice/"), {"focus": 300}, base=lambda _world: {"skill": "silence"}, reader="Bo",
    ),
    Place(
        reflecting.WritingBack, lambda world: f"/meetings/{world.meetings['Heron', 'open'].pk}/practice/feedback/", {"text": 2000},
        base=lambda world: {"practice": world.ids["Heron", "practice"]}, actor="Bo", reader="Dina",
        shown=lambda _world: ("/practices/",),
    ),
    Place(reflecting.Search, lambda _world: "/log/search/", {"sought": 200}),
    Place(
        sets.ChangeForm, _heron("particulars/"), {"name": 60}, base=_particulars, shown=_only(_heron("people/")),
    ),
    Place(sets.ChangeForm, _heron("particulars/"), {"purpose": 1000}, base=_particulars),
    Place(
        sets.StartForm, lambda _world: "/sets/new/", {"name": 60, "purpose": 1000, "commitment": 1000},
        base=lambda _world: {
            "target_size": 6, "zone": "Europe/London", "problem_mode": "own", "facilitation": "self_managed", "chosen": "on",
        },
        again=True,
    ),
    Place(sets.MembershipForm, _heron("membership/"), ABOUT_ME, shown=_only(_heron("membership/"))),
    Place(
        sets.JoinForm, lambda world: f"/invitations/{world.ids['Heron', 'secret']}/", ABOUT_ME, base=lambda _world: {"chosen": "on"},
        shown=_only(_heron("membership/")), actor="Kim", again=True,
    ),
    Place(
        sets.LeaveForm, _heron("departure/"), {"goodbye": 500}, base=lambda _world: {"own_words": "keep"},
        shown=_only(_heron("people/")), actor="Farah", reader="Bo",
    ),
)  # fmt: skip

NO_WORDS: Mapping[type[forms.Form], str] = {
    agreeing.StartersForm: "keys of our own clauses",
    Beginning: "what the two forms that begin a challenge have in common; both stand in the table",
    raising.KeeperForm: "a member's key",
    raising.SettlingForm: "a word of an enum",
    challenging.Checking: "words of enums",
    challenging.FeltForm: "numbers",
    agreeing.SilenceForm: "a word of an enum",
    agreeing.AdmissionForm: "a word of an enum",
    agreeing.NewcomerForm: "a name, as in any proposal, and an address",
    sets.WordsForm: "a word of an enum",
    sets.HandOverForm: "the key of a member",
    sets.LeadingForm: "a word of an enum",
    meeting.RenewalRule: "a word of an enum and a number",
    agreeing.RedactionForm: "words to look for, which are not kept",
    meeting.RhythmRule: "dates and numbers",
    meeting.SwapForm: "keys of members and a word of an enum",
    meeting.SwapAnswerForm: "a word of an enum",
    sheets.Lines: "what the two sheets that stand in the table have in common",
    meeting.ProtocolRule: "the key of a shape",
    meeting.NotesRule: "a word of an enum",
    protocols.ReviewRule: "words of an enum",
    challenging.Placing: "words of enums",
    meeting.RhythmForm: "dates and numbers",
    meeting.DateForm: "a date",
    meeting.ExtraMeetingForm: "a date and numbers",
    protocols.FileForm: "a file, looked through by tests of its own",
    reflecting.PulseForm: "figures",
    acting.Asking: "a time that is offered",
    people.AddressForm: "an address",
    people.HostForm: "an address",
    people.WrittenForm: "words on their way to another form, of which nothing is kept",
    people.PasswordSignInForm: "an address and a password",
    people.CodeForm: "digits",
    people.SecondStepForm: "digits",
    people.NewSecondStepForm: "digits and the browser's secret",
    people.SignUpForm: "the name of ProfileForm, and an address that must be proven first",
    people.NewAddressForm: "an address",
    people.AddressCodesForm: "digits",
    people.PasswordForm: "a password, of which a hash is kept",
    people.PasskeyForm: "what a browser answers",
    people.NewPasskeyForm: "a name beside what a browser answers, which a test cannot make",
    people.TicketForm: "eight characters",
    sets.InviteForm: "an address",
    sets.ParticularsForm: "what the two forms of it share",
    mapping.Moving: "numbers",
    mapping.Linking: "ids of what stands on the map",
    protocols.FitForm: "numbers",
    design.ComponentForm: "nothing is kept",
}
"""Forms that keep nobody's words, and what they are about."""


def forms_of_the_house() -> Iterator[type[forms.Form]]:
    """Every form class of every app."""
    for found in pkgutil.walk_packages(knotwork.__path__, "knotwork."):
        if "forms" in found.name.split("."):
            for made in vars(importlib.import_module(found.name)).values():
                if isinstance(made, type) and issubclass(made, forms.BaseForm) and made.__module__ == found.name:
                    yield made


def words_of(made: type[forms.Form]) -> set[str]:
    """The fields in which people write words, as the class declares them."""
    shown = made.declared_fields if hasattr(made, "declared_fields") else made.base_fields
    return {
        name
        for name, one in shown.items()
        if isinstance(one, forms.CharField) and not isinstance(one, forms.EmailField | forms.URLField | forms.RegexField)
        if not isinstance(one.widget, forms.HiddenInput | forms.PasswordInput)
    }
