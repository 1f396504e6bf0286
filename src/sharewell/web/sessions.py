"""Sessions in the database, as the framework keeps them; read with one prepared statement."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from sharewell.base import statements

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """The framework's own store; only the reading, which every page needs, is not left to the query builder."""

    def load(self) -> dict[str, Any]:
        """Give what a session says; nothing when there is none by this key, or its time has ended."""
        told = statements.fetched(_READ, [self.session_key, timezone.now()])
        if not told:
            self._session_key = None
            return {}
        return self.decode(told[0][0])
