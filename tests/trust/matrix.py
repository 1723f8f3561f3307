"""Who may pass which address, and who may make which move: written by hand, and nowhere read from the product.

Words: `anyone` · `signed in` · `host` · `member` and `facilitator` of the set in question, now · `once facilitator` ·
`owner` of the thing in question · `together`, a member to whom it belongs as to all the others ·
`keeper`, the one person a matter was told to · `asked`, whom it concerns and whom that
keeper invites to talk. Everything that is not written here is denied, and denied looks like absent.
"""

from dataclasses import dataclass

INSIDE = frozenset({"member", "facilitator"})
MEMBER = frozenset({"member"})
OWNER = frozenset({"owner"})
TOGETHER = frozenset({"together"})
KEEPER = frozenset({"keeper"})
ASKED = frozenset({"asked"})
ANYONE, SIGNED_IN, HOST = frozenset({"anyone"}), frozenset({"signed in"}), frozenset({"host"})

ACTORS = ("nobody", "Mara", "Hana", "Kim", "Bo", "Dina", "Chen", "Amara", "Ines", "Goran", "Lev")
STANDINGS = {
    "Heron": {
        "Bo": {"member"},
        "Chen": {"member"},
        "Dina": {"member"},
        "Amara": {"facilitator"},
        "Ines": {"once facilitator"},
        "Goran": {"once member"},
        "Kim": {"invited"},
    },
    "Weir": {"Hana": {"member"}},
}
"""Mara is in no set, Hana in Weir alone, Lev administers the host; Dina presents now and Chen stewards."""


@dataclass(frozen=True)
class Line:
    """Who passes, about which kind of thing the address is (empty: about none), and what a GET may answer besides.

    `in_view`: everybody signed in comes as far as the view, which then knows only the viewer's own.
    """

    who: frozenset[str]
    about: str = ""
    also: frozenset[int] = frozenset()
    in_view: bool = False


def _all(app: str, who: frozenset[str], about: str, *names: str) -> dict[str, Line]:
    return {f"{app}:{name}": Line(who, about) for name in names}


MATRIX: dict[str, Line] = {
    "healthz": Line(ANYONE),
    "readyz": Line(ANYONE),
    "robots": Line(ANYONE),
    **{name: Line(HOST) for name in ("host", "host_letter")},
    "people:accounts": Line(HOST),
    "people:host_end": Line(HOST, "account", in_view=True),
    "design:components": Line(HOST),
    "mail:letters": Line(HOST),
    "mail:off": Line(ANYONE, "off token", frozenset({404})),
    **_all("home", SIGNED_IN, "", "home", "paper"),
    "home:help": Line(ANYONE),
    "home:help_page": Line(ANYONE, "help", frozenset({404})),
    **_all("home", INSIDE, "set", "set", "record", "evolution"),
    "home:forward": Line(MEMBER, "set"),
    **_all("repairs", MEMBER, "set", "of_set", "holding_back"),
    "repairs:matter": Line(OWNER | KEEPER, "matter"),
    "repairs:answer": Line(KEEPER, "matter"),
    **_all("repairs", OWNER, "matter", "keeper", "settlement"),
    "repairs:inviting": Line(KEEPER, "matter", also=frozenset({409})),
    **_all("repairs", ASKED, "talk", "talk", "talk_answer"),
    "repairs:talk_sending": Line(OWNER, "talk"),
    "repairs:talk_taking_back": Line(OWNER | KEEPER, "talk"),
    "home:journey": Line(INSIDE | OWNER, "challenge"),
    **_all("live", INSIDE, "meeting", "room", "screen", "shared", "moves", "drafts"),
    "live:phase": Line(INSIDE, "phase"),
    **_all("meetings", INSIDE, "set", "rhythm", "extra_meeting", "calendar_name", "rota"),
    "meetings:review": Line(MEMBER, "set"),
    "meetings:next_time": Line(MEMBER, "set"),
    **_all("meetings", MEMBER, "meeting", "swap", "swap_answer"),
    **_all("meetings", INSIDE, "meeting", "meeting", "attendance", "arrangements", "postponement", "cancellation"),
    **_all("meetings", INSIDE, "meeting", "quorum", "calendar"),
    **_all("agreements", INSIDE, "set", "agreement", "history", "draft", "reason", "withdrawal", "clauses"),
    "agreements:starters": Line(INSIDE, "set"),
    "agreements:consent": Line(INSIDE, "version"),
    **_all("agreements", INSIDE, "clause", "clause", "place", "removal"),
    "agreements:rules": Line(INSIDE, "set"),
    "agreements:rule": Line(INSIDE, "rule", also=frozenset({302})),
    **_all("agreements", MEMBER, "rule", "rule_answer", "rule_remark", "rule_letters", "rule_withdrawal", "rule_keeping"),
    "agreements:letters": Line(MEMBER, "set"),
    "agreements:redaction": Line(MEMBER, "kept version"),
    "agreements:remark_removal": Line(OWNER, "remark"),
    "agreements:facilitation": Line(INSIDE, "set"),
    **_all("agreements", MEMBER, "set", "proposal", "facilitation_answer", "proposal_withdrawal"),
    "agreements:visit_end": Line(MEMBER, "visit"),
    **_all("challenges", INSIDE, "set", "of_set"),
    **_all("challenges", MEMBER, "set", "new"),
    "challenges:challenge": Line(INSIDE | OWNER, "challenge"),
    **_all("challenges", MEMBER, "set", "shared_new"),
    **_all("challenges", TOGETHER, "challenge", "sponsor", "parts", "opening"),
    "challenges:part": Line(TOGETHER, "part"),
    **_all("challenges", OWNER, "challenge", "sharing", "brief", "brief_sharing"),
    **_all("challenges", OWNER | TOGETHER, "challenge", "framing", "interventions", "standing", "standing_undoing"),
    **_all("challenges", INSIDE | OWNER, "challenge", "domain_map", "map_comparison"),
    **_all("challenges", OWNER | TOGETHER, "challenge", "map_nodes", "map_links", "map_undo"),
    **_all("challenges", OWNER, "map node", "map_node", "map_node_removal", "map_node_place"),
    **_all("challenges", OWNER, "map link", "map_link", "map_link_removal"),
    **_all("challenges", OWNER, "challenge", "check", "learning_need", "lens", "turns"),
    **_all("challenges", MEMBER, "set", "turns_of_set"),
    **_all("challenges", INSIDE | OWNER, "challenge", "grid", "forces"),
    "challenges:shared_brief": Line(INSIDE | OWNER, "shared brief"),
    "challenges:kept_questions": Line(SIGNED_IN),
    **_all("challenges", OWNER, "kept question", "kept_question", "kept_question_removal"),
    "actions:of_set": Line(INSIDE, "set"),
    **_all("actions", MEMBER, "set", "new", "calls"),
    "actions:call_asking": Line(MEMBER, "set", frozenset({404})),
    "actions:call": Line(OWNER, "call"),
    **_all("actions", INSIDE | OWNER, "action", "action", "thread"),
    **_all("actions", OWNER, "action", "report", "new_shape", "carrying_over", "letting_go", "sharing"),
    **_all("reflections", SIGNED_IN, "", "notes", "log", "log_search", "new_entry", "solo", "practices"),
    **_all("reflections", INSIDE, "meeting", "practice", "feedback"),
    "reflections:notes_of_set": Line(INSIDE, "set"),
    **_all("reflections", MEMBER, "set", "pulse", "pulse_asking", "readiness", "readiness_asking"),
    **_all("reflections", OWNER, "note", "note", "note_sharing", "note_removal"),
    "reflections:note_keeping": Line(MEMBER, "shared note"),
    **_all("reflections", OWNER, "entry", "entry", "entry_text", "entry_removal"),
    "reflections:question": Line(OWNER, "question"),
    "protocols:library": Line(SIGNED_IN),
    "protocols:protocol": Line(SIGNED_IN, "shape"),
    **_all("protocols", INSIDE, "set", "of_set", "arrival"),
    **_all("protocols", INSIDE, "own shape", "own", "file", "name", "phases", "undoing", "putting_away", "taking_out"),
    **_all("protocols", MEMBER, "own shape", "proposal", "trial"),
    **_all("protocols", INSIDE, "phase of own shape", "phase", "place", "removal"),
    "sets:start": Line(SIGNED_IN),
    **_all("sets", INSIDE, "set", "people", "invitations", "link"),
    "sets:handing_over": Line(INSIDE, "set"),
    "sets:leading": Line(MEMBER, "visit"),
    "sets:asking_over": Line(INSIDE, "thing to hand over"),
    **_all("sets", MEMBER, "thing to hand over", "taking_over", "giving_back"),
    "sets:revocation": Line(INSIDE, "invitation"),
    **_all("sets", MEMBER, "set", "membership", "pause", "departure", "particulars", "archive", "words"),
    "sets:ended": Line(frozenset({"once facilitator"}), "set"),
    "sets:invitation": Line(ANYONE, "secret", frozenset({403, 404})),
    **_all("people", ANYONE, "", "sign_in", "sign_in_code", "sign_in_letter", "sign_in_password", "second_step", "sign_up"),
    **_all("people", ANYONE, "", "signed_out", "departed", "phone_code", "passkey_sign_in"),
    "people:sign_in_link": Line(ANYONE, "sign-in token"),
    "people:printed_link": Line(ANYONE, "printed link", frozenset({410})),
    "people:first": Line(ANYONE, "set-up secret", frozenset({404, 429})),
    "people:phone": Line(ANYONE, "phone code", frozenset({410, 429})),
    **_all("people", SIGNED_IN, "", "sign_out", "profile", "proof", "address", "address_codes", "password"),
    **_all("people", SIGNED_IN, "", "password_removal", "new_second_step", "second_step_removal", "taking_out", "export"),
    **_all("people", SIGNED_IN, "", "departure", "devices", "others_end", "phone_offer", "passkeys", "names", "names_found"),
    "people:passkey_removal": Line(OWNER, "passkey", in_view=True),
    **{name: Line(OWNER, "name kept out", in_view=True) for name in ("people:name", "people:name_removal")},
    "people:device_end": Line(OWNER, "device", in_view=True),
    "people:phone_ticket": Line(OWNER, "ticket", in_view=True),
}

PRODUCT_ALONE = frozenset({"admit", "remove", "steward_lost", "steward_back"})
"""Moves nobody can make."""

MEMBERS_ALONE = frozenset(
    {
        "write_for", "stop_writing_for", "abandon", "bid", "withdraw_bid", "choose_action", "consent", "try_next_time",
        "leave_next_time",
    }
)  # fmt: skip
"""Moves a facilitator cannot make."""

PRESENTER_ALONE = frozenset(
    {"stop_slot", "accept_offers", "decline_offers", "redirect", "pass_question", "keep_question", "redact"}
)
"""Moves only whoever presents can make."""

STEERING_A_SLOT = frozenset({"move_on", "go_back", "skip_phase", "put_in_play", "answered", "begin_silence", "end_silence"})
"""Moves of whoever presents and of the steward."""

STEWARD_ALONE = frozenset({"close", "offer_chair", "leave_chair", "set_order", "presenter_absent", "begin_slot"})
"""Moves of the steward, while there is one."""

OF_ANYBODY_INSIDE = frozenset(
    {
        "arrive", "caught_up", "depart_room", "open", "suggest_move_on", "stay", "settle", "think_it_is_time", "ready", "not_ready",
        "extend", "pause", "resume", "done_speaking", "pass_turn", "next_speaker", "reorder_round", "have_question",
        "withdraw_question", "capture", "withdraw_capture", "answer_review", "take_chair", "accept_chair",
        "decline_chair", "plan_phase", "keep_length",
    }
)  # fmt: skip
"""Moves whose maker the meeting's own state decides upon."""
