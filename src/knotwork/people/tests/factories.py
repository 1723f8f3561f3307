"""People for tests, and the letters they get."""

from datetime import datetime
from uuid import UUID

from knotwork.people import services
from knotwork.people.models import AddressProof, Person
from knotwork.platform.mail import kinds
from knotwork.platform.mail.models import Letter


def somebody(name: str, *, at: datetime, is_host: bool = False) -> Person:
    """An account of this name, at lower-case-name@example.org."""
    return services.open_account(
        email=f"{name.lower()}@example.org", name=name, zone="Europe/Amsterdam", is_host=is_host, at=at
    )


def letters_to(address: str) -> list[Letter]:
    """The letters posted to this address, oldest first."""
    return list(Letter.objects.filter(address=address).order_by("written_at", "pk"))


def written(letter: Letter, at: datetime) -> kinds.Written:
    """The letter as it is sent."""
    return kinds.kind_of(letter.kind).write(letter.params, letter.recipient, at)


def newest_proof(address: str) -> AddressProof:
    """The proof begun last for this address."""
    return AddressProof.objects.filter(address=address).order_by("-made_at", "-pk")[0]


def proof_of(letter: Letter) -> AddressProof:
    """The proof a letter is about."""
    return AddressProof.objects.get(pk=UUID(letter.params["proof"]))
