"""Accounts. What is clear here is what sign-in and mail need; everything else is elsewhere, sealed."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from knotwork.people import rules
from knotwork.people.enums import Asking, Nudge, Purpose, Reminder, Theme
from knotwork.platform.kit.ids import new_id
from knotwork.platform.sealing.fields import SealedModel, SealedQuerySet, SealedTextField
from knotwork.platform.sealing.keyring import Holder

NEXT_LENGTH = 200


class PersonManager(BaseUserManager["Person"]):
    """Finds accounts; making them is `services.open_account`."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The account with this address, whatever its capitals."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody with an account on this host."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=10, default="en")
    theme = models.CharField(max_length=6, default=Theme.SYSTEM, choices=[(t.value, t.value) for t in Theme])
    reminder = models.CharField(max_length=10, default=Reminder.DAY, choices=[(r.value, r.value) for r in Reminder])
    nudge = models.CharField(max_length=12, default=Nudge.EACH, choices=[(n.value, n.value) for n in Nudge])
    asking = models.CharField(max_length=5, default=Asking.BOTH, choices=[(a.value, a.value) for a in Asking])
    is_host = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_address_in_small_letters"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.zone)

    def local(self, instant: datetime) -> datetime:
        """This instant on the person's own clock."""
        return instant.astimezone(self.zoneinfo)

    # What Django and allauth ask of any account. There is no staff and no superuser: nobody bypasses a check.
    @property
    def is_staff(self) -> bool:
        """Never: there is no Django admin."""
        return False

    @property
    def is_superuser(self) -> bool:
        """Never: nobody bypasses a check."""
        return False

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Never: access rows decide, not permissions."""
        return False

    def has_module_perms(self, _label: str) -> bool:
        """Never: see `has_perm`."""
        return False

    def get_full_name(self) -> str:
        """The name the person goes by."""
        return self.name


def host_secret() -> bytes:
    """The host's secret that codes, links and marks are derived with; it lies outside the database."""
    return settings.SECRET_KEY.encode()


class AddressProof(models.Model):
    """A letter that shows who reads an address.

    Its code and its link are derived from the row's key and the host's secret: the database and the outbox
    hold neither. `person` is empty for an address nobody here has, so that both cost the same.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=12, choices=[(p.value, p.value) for p in Purpose])
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="proofs")
    address = models.EmailField(max_length=254)
    name = models.CharField(max_length=80, default="")
    zone = models.CharField(max_length=64, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["good_until"], name="people_old_proofs"),)

    def __str__(self) -> str:
        return f"{self.purpose} until {self.good_until:%H:%M}"

    @property
    def code(self) -> str:
        """The six digits the letter says."""
        return rules.six_digits(host_secret(), "code", self.pk)

    @property
    def token(self) -> str:
        """The secret in the letter's link."""
        return rules.token(host_secret(), "link", self.pk)


class Attempt(models.Model):
    """Something that may not be done too often. `whom` is a keyed mark: neither address nor place can be read from it."""

    what = models.CharField(max_length=20)
    whom = models.CharField(max_length=43)
    made_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["what", "whom", "made_at"], name="people_attempts"),)

    def __str__(self) -> str:
        return self.what


class PhoneTicket(models.Model):
    """A signed-in device's offer to let a phone in; the phone asks, the device says yes.

    The code in the ticket's link and the number both devices show are derived from the row's key;
    `mark` finds the row for a code, `asked_by` marks the phone that asked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phone_tickets")
    mark = models.CharField(max_length=43, unique=True)
    next = models.CharField(max_length=NEXT_LENGTH, default="")
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    asked_by = models.CharField(max_length=43, default="")
    approved_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"ticket until {self.good_until:%H:%M}"

    @property
    def code(self) -> str:
        """What the phone opens or types."""
        return rules.short_code(host_secret(), "phone", self.pk)

    def state(self, at: datetime) -> str:
        """How far it has come: open, asked, approved, refused, used or over."""
        if self.used_at or self.refused_at:
            return "used" if self.used_at else "refused"
        if at >= self.good_until:
            return "over"
        if self.approved_at:
            return "approved"
        return "asked" if self.asked_by else "open"

    @property
    def number(self) -> str:
        """What both devices show once the phone has asked."""
        digits = rules.six_digits(host_secret(), "number", f"{self.pk}|{self.asked_by}")
        return f"{digits[:3]} {digits[3:]}"


class SecondStepMark(models.Model):
    """The last time step whose authenticator code somebody used: neither it nor an earlier one works again (RFC 6238 §5.2)."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    step = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"step {self.step}"


class KeptOutName(SealedModel):
    """The name of somebody outside whom a person keeps out of their words, and what they say instead; theirs alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_out_names")
    name = SealedTextField()
    instead = SealedTextField()
    kept_out_at = models.DateTimeField()

    objects = SealedQuerySet["KeptOutName"].as_manager()

    def __str__(self) -> str:
        return f"name kept out {self.pk}"

    def sealed_for(self) -> Holder:
        """The person's own key."""
        return Holder("person", self.person_id)


class SetUp(models.Model):
    """The mark of the one-time link that makes the first host administrator; one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=43)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return "set-up link"
