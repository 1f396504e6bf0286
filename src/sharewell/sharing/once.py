"""One deed for one key: a double click, a retry and a second tab find what the first one made."""

from uuid import UUID, uuid5

from django.db import connection

from sharewell.base.actor import Actor


def hold(actor: Actor, key: UUID) -> UUID:
    """
    Wait for whoever does the same deed at this moment, and give the agency's own form of the key.

    The lock ends with the transaction. Look for what the key made after this call, not before it: two clicks a
    millisecond apart would both find nothing. A key of one agency says nothing to another.
    """
    own = uuid5(actor.agency_id, str(key))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(own)])
    return own
