"""How people sign in: nobody signs themselves up, and second factors are sealed where they are kept."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest


class PartnershipAccounts(DefaultAccountAdapter):
    """Accounts are made by an agency's administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the framework's signature)
        """Nobody signs themselves up."""
        return False


class SealedFactors(DefaultMFAAdapter):
    """Second-factor secrets are encrypted with a key from the environment, so that a copied database holds none."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    digest = hashlib.sha256(b"second factors|" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
