"""A browser without a screen: Django's own test client, signed in with a password and a second factor set up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from sharewell.directory import first_sign_in
from sharewell.directory.models import Practitioner

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"


@pytest.fixture
def sign_in(db: None) -> Callable[[Practitioner], Client]:
    """Give a client signed in as a practitioner."""

    def signed_in(practitioner: Practitioner) -> Client:
        first_sign_in.prepare(practitioner, password=PASSWORD, totp_secret=SECRET)
        client = Client()
        client.force_login(practitioner)
        return client

    return signed_in


@pytest.fixture
def state_dir(tmp_path: Path, settings) -> Path:
    """A state folder of the test's own."""
    settings.STATE_DIR = tmp_path
    return tmp_path


@pytest.fixture
def lost_database(django_db_blocker) -> Iterator[None]:
    """A database that does not answer, for as long as the test runs."""
    from django.db import connections

    from sharewell.web import errors

    connection = connections["default"]
    kept = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(HOST="127.0.0.1", PORT="9")
        yield
        connection.close()
        connection.settings_dict.update(kept)
        errors._lost["until"] = 0.0
