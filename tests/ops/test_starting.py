"""The service refuses to start with what would lose or leak, each time with a sentence."""

import pytest
from django.db import connections

from sharewell.ops import starting

pytestmark = pytest.mark.django_db


def told(environment=None) -> str:
    return "\n".join(starting.refusals(environment or {}))


def test_the_run_time_role_of_a_migrated_database_has_nothing_to_mend_of_its_own():
    found = told()
    for word in ("superuser", "bypass", "owns tables", "not migrated"):
        assert word not in found


def test_a_throw_away_server_is_refused_for_each_thing_that_could_lose_a_record():
    found = told()
    for name in starting.DURABLE:
        assert f"runs with {name} off" in found


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("SECRET_KEY", "short", "SHAREWELL_SECRET_KEY is shorter"),
        ("SCOPE_KEY", b"short", "SHAREWELL_SCOPE_KEY is shorter"),
        ("DEBUG", True, "DEBUG is on"),
    ],
)
def test_a_weak_setting_is_refused(settings, setting, value, sentence):
    setattr(settings, setting, value)
    assert sentence in told()


def test_the_demonstration_is_not_for_real_people():
    assert "demonstration" in told({"SHAREWELL_DEMO": "1"})


def test_one_key_for_two_purposes_is_refused(settings):
    settings.SCOPE_KEY = settings.SECRET_KEY.encode()
    assert "is the same as" in told()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("role", "sentence"), [("owner", "owns tables"), ("admin", "superuser")])
def test_a_role_that_could_step_around_row_security_is_refused(own_clone, role, sentence):
    from conftest import point_django_at
    from sharewell.settings import _database

    address = own_clone.addresses.owner if role == "owner" else as_url(own_clone.admin)
    point_django_at(address, _database)
    try:
        assert sentence in told()
    finally:
        connections["default"].close()
        point_django_at(own_clone.addresses.app, _database)


def as_url(dsn: str) -> str:
    from urllib.parse import quote, urlencode

    from psycopg.conninfo import conninfo_to_dict

    parts = {name: str(value) for name, value in conninfo_to_dict(dsn).items()}
    user, password, name = parts.pop("user"), parts.pop("password", ""), parts.pop("dbname")
    return f"postgresql://{quote(user)}:{quote(password)}@/{quote(name)}?{urlencode(parts)}"
