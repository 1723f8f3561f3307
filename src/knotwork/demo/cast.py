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
BO = Role("Bo", "Europe/London", "member of Heron and of Weir")
CHEN = Role("Chen", "Europe/London", "member of Heron")
DINA = Role("Dina", "Africa/Nairobi", "member of Heron, three hours ahead of most")
EDO = Role("Edo", "Europe/Amsterdam", "member of Heron")
FARAH = Role("Farah", "Europe/London", "member of Heron")
GORAN = Role("Goran", "Europe/Zagreb", "member of Heron")
HANA = Role("Hana", "America/New_York", "member of Weir, a set without a facilitator")
NOOR = Role("Noor", "Europe/Berlin", "member of Weir")
OSKAR = Role("Oskar", "Europe/Warsaw", "member of Weir")
LEV = Role("Lev", "Europe/London", "administers the host; reads nothing of any set", is_host=True)
MARA = Role("Mara", "Europe/Lisbon", "has an account and no set yet")

HERON = (BO, CHEN, DINA, EDO, FARAH, GORAN)
WEIR = (HANA, BO, NOOR, OSKAR)
CAST = (AMARA, BO, CHEN, DINA, EDO, FARAH, GORAN, HANA, NOOR, OSKAR, LEV, MARA)
