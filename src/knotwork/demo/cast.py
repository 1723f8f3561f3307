"""The people of the demo. Tests know them too: the cast is fixed and lives here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """Somebody of the cast: a name, a zone, and a line for the sign-in page."""

    name: str
    zone: str
    line: str
    is_host: bool = False

    @property
    def address(self) -> str:
        """The address the demo gives this person; example.org reaches nobody."""
        return f"{self.name.lower()}@example.org"


AMARA = Role("Amara", "Europe/London", "facilitates Heron; her term ends after the next meeting")
BO = Role("Bo", "Europe/London", "runs a food bank’s sorting hall; has not said yet whether he is coming")
CHEN = Role("Chen", "Europe/London", "looks after a bus depot and two shifts")
DINA = Role("Dina", "Africa/Nairobi", "is closing a school building everyone loves; three hours ahead of most")
EDO = Role("Edo", "Europe/Amsterdam", "leads nine engineers and checks every drawing; will be late today")
FARAH = Role("Farah", "Europe/London", "leads community midwives; was steward last time")
GORAN = Role("Goran", "Europe/Zagreb", "directs a small museum; has not presented yet")
HANA = Role("Hana", "America/New_York", "opened a bicycle repair shop; Weir has no facilitator")
NOOR = Role("Noor", "Europe/Berlin", "plans for three villages")
OSKAR = Role("Oskar", "Europe/Warsaw", "teaches carpentry; has not consented to Weir’s agreement yet")
PIA = Role("Pia", "Europe/London", "is a ward sister; Ferry works on one challenge together")
RAVI = Role("Ravi", "Europe/London", "runs a hospital’s dispensary; holds the part about the bags")
SANA = Role("Sana", "Europe/London", "plans home care; rode along with Tomas on a Friday")
TOMAS = Role("Tomas", "Europe/London", "drives people home, and plans for the others who do")
UMA = Role("Uma", "Europe/London", "came to Ferry after its second meeting; reads what was said since")
VIKTOR = Role("Viktor", "Europe/London", "was in Ferry for its first meeting, paused, and left")
LEV = Role("Lev", "Europe/London", "administers the host; reads nothing of any set", is_host=True)
MARA = Role("Mara", "Europe/Lisbon", "has an account and no set yet")

HERON = (BO, CHEN, DINA, EDO, FARAH, GORAN)
WEIR = (HANA, BO, NOOR, OSKAR)
FERRY = (PIA, RAVI, SANA, TOMAS)
CAST = (AMARA, BO, CHEN, DINA, EDO, FARAH, GORAN, HANA, NOOR, OSKAR, *FERRY, UMA, LEV, MARA, VIKTOR)
