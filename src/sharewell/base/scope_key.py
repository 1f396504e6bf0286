"""Giving the database the key with which scopes are checked."""

from django.conf import settings
from django.db import connection

from sharewell.base.scope import pads


def store() -> None:
    """Store the key's pads where only the owner can read them; run as the owner, again when the key changes."""
    inner, outer = pads(settings.SCOPE_KEY)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO priv.scope_key (ipad, opad) VALUES (%s, %s)"
            " ON CONFLICT (only_one) DO UPDATE SET ipad = excluded.ipad, opad = excluded.opad",
            [inner, outer],
        )
