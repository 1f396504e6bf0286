"""Who a request comes from: read once a request, with all that every page asks about them."""

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser

from sharewell.directory import queries


class Practitioners(AuthenticationBackend):
    """The sign-in of allauth; only the reading of the one who is signed in is our own."""

    def get_user(self, user_id: UUID | str) -> AbstractBaseUser | None:
        """Give the practitioner of a session; ``None`` once they have left, which ends it."""
        found = queries.signed_in(user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
