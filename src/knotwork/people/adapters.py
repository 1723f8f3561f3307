"""How the account library is kept to the house's ways: no letters, no sign-up, no addresses of devices, sealed secrets."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from knotwork.platform.sealing import envelope, masterkey

_BOUND_TO = b"people|second-step"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Accounts are opened by `services.accounts`, letters are written by `emails`, devices have no address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 – the library's signature
        """Never by the library's own ways."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> NoReturn:  # noqa: ARG002 – the library's signature
        """Refuse: every letter leaves through the outbox, written by `people.emails`."""
        raise RuntimeError(f"{template_prefix} did not go through the outbox")

    def get_client_ip(self, request: HttpRequest) -> str:  # noqa: ARG002 – the library's signature
        """No address is kept with a device."""
        return "0.0.0.0"  # noqa: S104 – an address that says nothing, not one to listen on


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library is untyped
    """Secrets of authenticators and spare codes are sealed under the host's master key; passkeys are the base URL's."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        sealed = envelope.seal(text, masterkey.read(settings.KNOTWORK_KEY_FILE), _BOUND_TO)
        return urlsafe_b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return envelope.open_(urlsafe_b64decode(encrypted_text), masterkey.read(settings.KNOTWORK_KEY_FILE), _BOUND_TO)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The domain a passkey works on is the host's own, whatever name the request came by."""
        return {"id": urlsplit(settings.KNOTWORK_BASE_URL).hostname or "", "name": "Knotwork"}
