"""Accounts. What is clear here is what sign-in and mail need; everything else is elsewhere, sealed."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from knotwork.people.enums import Reminder, Theme
from knotwork.platform.kit.ids import new_id


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
