"""Sets with shapes of their own."""

from datetime import datetime

from knotwork.people import services as people
from knotwork.people.models import Person
from knotwork.protocols import queries, services
from knotwork.protocols.models import OwnShape
from knotwork.sets import services as sets
from knotwork.sets.enums import ProblemMode
from knotwork.sets.models import LearningSet


def person(name: str, at: datetime) -> Person:
    return people.open_account(email=f"{name.lower()}@example.org", name=name, zone="Europe/London", at=at)


def heron(at: datetime) -> tuple[LearningSet, Person, Person]:
    """Heron with Bo and Chen."""
    bo, chen = person("Bo", at), person("Chen", at)
    learning_set = sets.start_set(
        name="Heron", purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/London", by=bo, at=at
    )
    _, secret = sets.invite(learning_set, by=bo, at=at)
    sets.join(secret=secret, person=chen, commitment="I come.", at=at)
    return learning_set, bo, chen


def own_classic(learning_set: LearningSet, by: Person, at: datetime) -> OwnShape:
    classic = queries.shipped_by_key("classic")
    return services.begin(learning_set, protocol=classic, label="Ours", parent="classic", by=by, at=at)


def weir(at: datetime) -> LearningSet:
    """Another set, which Hana begins."""
    hana = person("Hana", at)
    return sets.start_set(
        name="Weir", purpose="", target_size=6, problem_mode=ProblemMode.OWN, zone="Europe/London", by=hana, at=at
    )
