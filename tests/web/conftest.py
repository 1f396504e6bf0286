"""A browser without a screen: Django's own test client, signed in with a password and a second factor set up."""

from collections.abc import Callable

import pytest
from django.test import Client

from sharewell.directory import first_sign_in
from sharewell.directory.models import Practitioner

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def sign_in(db: None) -> Callable[[Practitioner], Client]:
    """Give a client signed in as a practitioner."""

    def signed_in(practitioner: Practitioner) -> Client:
        first_sign_in.prepare(practitioner, password="correct horse battery", totp_secret=SECRET)
        client = Client()
        client.force_login(practitioner)
        return client

    return signed_in
