"""How people sign in: nobody signs themselves up, and second factors are sealed where they are kept."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

# What is said after a change; signing in and out say nothing, because the page itself shows it.
SAID = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "mfa/messages/totp_activated.txt": "Your app is set up. Keep the recovery codes below in a safe place.",
    "mfa/messages/totp_deactivated.txt": "The old authenticator app no longer works.",
    "mfa/messages/recovery_codes_generated.txt": "These are your new recovery codes. The old ones no longer work.",
}
JUST_NOW = 300  # seconds
TOO_MANY = (
    "Too many wrong tries. Wait five minutes and try again. If someone is at risk, do not wait: ring the number at the "
    "top of the page."
)
WRONG_CODE = "This code is not right, or has just been used. Wait for the next six digits in your app and enter them"


class PartnershipAccounts(DefaultAccountAdapter):
    """Accounts are made by an agency's administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        # The same words for a wrong password and for nobody of that name.
        "email_password_mismatch": "The work email address or the password is not right. Check both and try again",
        "too_many_login_attempts": TOO_MANY,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "This is not your password. Check it and try again",
        "enter_current_password": "Enter the password that you have now",
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the framework's signature)
        """Nobody signs themselves up."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, but not of a newcomer who has entered it a moment ago to set up a factor."""
        http = context.request
        if app == "allauth.mfa" and not is_mfa_enabled(http.user):
            records = get_authentication_records(http, http.user)
            if records and time.time() - records[-1]["at"] < JUST_NOW:
                reauthenticate_by_password(http)  # also for the recovery codes, which come next
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def add_message(  # noqa: D102, PLR0917 (the framework's own)
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",  # noqa: ARG002
        message: str | None = None,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)


class SealedFactors(DefaultMFAAdapter):
    """Second-factor secrets are encrypted with a key from the environment, so that a copied database holds none."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return sealed_box("second factors").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return sealed_box("second factors").decrypt(encrypted_text.encode()).decode()


def sealed_box(purpose: str) -> Fernet:
    """Give the box that seals things for one purpose, with a key made from the environment's secret."""
    digest = hashlib.sha256(f"{purpose}|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
