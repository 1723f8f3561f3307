"""A person's own words about challenges, as they take them out."""

from typing import Any

from knotwork.challenges.models import Bringing, Challenge
from knotwork.challenges.queries.map_export import exported_maps
from knotwork.challenges.queries.record import kept_questions, whole
from knotwork.challenges.queries.together import export_shared
from knotwork.people.models import Person


def export_of(person: Person) -> dict[str, Any]:
    """The person's own words: challenges with all that hangs on them, what they said of shared ones, kept questions."""
    own = whole(Challenge.objects.filter(owner=person)).prefetch_related(
        "brief", "placements", "bringings__felt", "bringings__meeting", "fit_check", "sheets", "lens_panes"
    )
    return {
        "challenges": [_exported(challenge) for challenge in own],
        "shared": export_shared(person),
        "kept_questions": [{"text": kept.text, "kept_at": kept.kept_at.isoformat()} for kept in kept_questions(person)],
    }


def _exported(challenge: Challenge) -> dict[str, Any]:
    brief, check = getattr(challenge, "brief", None), getattr(challenge, "fit_check", None)
    return {
        "set": challenge.learning_set.name,
        "status": challenge.status,
        "domains": challenge.domains.split(),
        "framings": [
            {"headline": one.headline, "moved_by": one.moved_by, "framed_at": one.framed_at.isoformat()}
            for one in challenge.framings.all()
        ],
        "interventions": [
            {"kind": one.kind, "what": one.what, "told_at": one.told_at.isoformat()} for one in challenge.interventions.all()
        ],
        "placements": [
            {"status": one.status, "ending": one.ending, "words": one.words, "placed_at": one.placed_at.isoformat()}
            for one in challenge.placements.all()
        ],
        "sheets": [{"kind": one.kind, "dated_on": one.dated_on.isoformat(), **one.body} for one in challenge.sheets.all()],
        "lens": {one.pane: one.text for one in challenge.lens_panes.all()},
        "fit_check": check.answers if check else {},
        "turns_felt": [_exported_felt(one) for one in challenge.bringings.all() if hasattr(one, "felt")],
        "learning_need": check.learning_need if check else "",
        "map": exported_maps(challenge),
        "brief": brief.answers if brief else {},
        "help_wanted": brief.help_wanted if brief else "",
        "challenge_invited": brief.challenge_invited if brief else None,
    }


def _exported_felt(turn: Bringing) -> dict[str, Any]:
    felt = turn.felt
    marks = {"invited": felt.invited, "support": felt.support, "challenged": felt.challenged}
    return {"meeting": turn.meeting.number, **marks, "shown_to_set": felt.shown_to_set, "felt_at": felt.felt_at.isoformat()}
