"""Giving a practitioner a password and a second factor; for setting up, not for people who forgot."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from sharewell.directory.models import Practitioner


def prepare(practitioner: Practitioner, *, password: str, totp_secret: str) -> None:
    """Set the password and the TOTP secret (base 32) with which a practitioner signs in."""
    practitioner.set_password(password)
    practitioner.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(
        user=practitioner, email=practitioner.email, defaults={"verified": True, "primary": True}
    )
    Authenticator.objects.filter(user=practitioner, type=Authenticator.Type.TOTP).delete()
    totp.TOTP.activate(practitioner, totp_secret)
