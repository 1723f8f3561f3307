"""An authenticator made of software, for tests of passkeys: it has one key and knows its person."""

import os
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN, HOST = "http://localhost", "localhost"
FLAG = AuthenticatorData.FLAG


class Authenticator:
    """Answers as a browser does, for one key."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.person = ""

    def make(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The answer to `credentials.create`."""
        self.person = asked["publicKey"]["user"]["id"]
        held = AttestedCredentialData.create(Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(sha256(HOST.encode()).digest(), FLAG.UP | FLAG.UV | FLAG.AT, 0, held)
        response = {"attestationObject": websafe_encode(AttestationObject.create("none", data, {}))}
        return self._answer("webauthn.create", asked, response)

    def use(self, asked: dict[str, Any], *, knows_person: bool = True) -> dict[str, Any]:
        """The answer to `credentials.get`; without `knows_person`, nobody showed who they are."""
        flags = FLAG.UP | FLAG.UV if knows_person else FLAG.UP
        data = AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 1)
        client = self._client("webauthn.get", asked)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.person,
        }
        return self._answer("webauthn.get", asked, response)

    def _answer(self, kind: str, asked: dict[str, Any], response: dict[str, str]) -> dict[str, Any]:
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": websafe_encode(self._client(kind, asked)), **response},
        }

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        return CollectedClientData.create(type=kind, challenge=asked["publicKey"]["challenge"], origin=ORIGIN)
