"""What is somebody's own in the sets they are or were in."""

from knotwork.people.models import Person
from knotwork.sets.models import ChoiceOfWords, FacilitatorTerm, HandOver, LearningSet, Membership, Visit


def choice_of_words(person: Person, learning_set: LearningSet) -> ChoiceOfWords | None:
    """What this person chose for their words in this set; None = nothing yet, they stay."""
    return ChoiceOfWords.objects.filter(learning_set=learning_set, person=person).first()


def export_of(person: Person) -> dict[str, object]:
    """This person's own words and dates in every set, and the terms they held; nobody else's words."""
    own = Membership.objects.filter(person=person).order_by("joined_at", "pk")
    terms = FacilitatorTerm.objects.filter(person=person).order_by("starts_at", "pk")
    return {
        "memberships": [
            {
                "set": str(each.learning_set_id),
                "joined_at": each.joined_at.isoformat(),
                "left_at": each.left_at.isoformat() if each.left_at else None,
                "commitment": each.commitment,
                "bio": each.bio,
                "hopes": each.hopes,
                "languages": each.languages,
                "access_needs": each.access_needs,
                "goodbye": each.goodbye,
            }
            for each in own
        ],
        "choices_of_words": [
            {"set": str(each.learning_set_id), "choice": each.choice, "chosen_at": each.chosen_at.isoformat()}
            for each in ChoiceOfWords.objects.filter(person=person).order_by("chosen_at", "pk")
        ],
        "terms": [
            {
                "set": str(each.learning_set_id),
                "starts_at": each.starts_at.isoformat(),
                "ends_at": each.ends_at.isoformat() if each.ends_at else None,
                "ended_at": each.ended_at.isoformat() if each.ended_at else None,
            }
            for each in terms
        ],
        "looks_after": _looks_after(person),
        "visits": [
            {"set": str(each.learning_set_id), "meeting": str(each.meeting), "begun_at": each.begun_at.isoformat()}
            for each in Visit.objects.filter(person=person).order_by("begun_at", "pk")
        ],
    }


def _looks_after(person: Person) -> list[dict[str, object]]:
    """What this person took over from those who facilitated their sets."""
    kept = HandOver.objects.filter(keeper=person).order_by("taken_at", "pk")
    return [
        {"set": str(each.learning_set_id), "what": each.what, "taken_at": each.taken_at.isoformat() if each.taken_at else None}
        for each in kept
    ]
