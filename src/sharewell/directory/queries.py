"""What may be asked of the directory; every signed-in practitioner may ask it."""

from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField

from sharewell.base.questions import Given, Question
from sharewell.directory.models import Agency, Agreement, ContactPoint, Practitioner, Team
from sharewell.rules.access import GRANTED, Permission
from sharewell.rules.refusals import NotFound


def agencies(on: date | None = None) -> QuerySet[Agency]:
    """Give the agencies of the partnership, those that have left by ``on`` not among them."""
    found = Agency.objects.all()
    return found if on is None else found.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))


def agency(agency_id: UUID) -> Agency:
    """Give one agency; raises ``NotFound``."""
    found = Agency.objects.filter(id=agency_id).first()
    if found is None:
        raise NotFound
    return found


def agency_by_code(code: str) -> Agency:
    """Give one agency by its code, for example AG01; raises ``NotFound``."""
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def hub(route: str) -> Agency:
    """Give the hub agency that receives a route (``safeguarding`` or ``early-help``); safeguarding when none does."""
    found = Agency.objects.filter(hub_route=route).first() or Agency.objects.filter(hub_route="safeguarding").first()
    if found is None:
        raise NotFound("No hub is set up to receive this", "Ring the hub: the number is at the top of the page.")
    return found


def is_hub(agency_id: UUID) -> bool:
    """Say whether an agency is part of the hub."""
    return Agency.objects.filter(id=agency_id).exclude(hub_route="").exists()


def teams_of(agency_id: UUID) -> QuerySet[Team]:
    """Give an agency's teams by name."""
    return Team.objects.filter(agency_id=agency_id).order_by("name")


def signed_in(practitioner_id: UUID | str) -> Practitioner | None:
    """Give who is signed in, with agency and whether a second factor is set up (``has_factor``), in one round trip."""
    told = next(iter(_SIGNED_IN.ask(id=practitioner_id)), None)
    if told is None:
        return None
    own = len(_OF_PRACTITIONER)
    found = Practitioner.from_db("default", _OF_PRACTITIONER, told[:own])
    found.agency = Agency.from_db("default", _OF_AGENCY, told[own:-1])
    found.has_factor = told[-1]  # type: ignore[attr-defined]
    return found


_OF_PRACTITIONER = [field.attname for field in Practitioner._meta.concrete_fields]
_OF_AGENCY = [field.attname for field in Agency._meta.concrete_fields]
_SIGNED_IN = Question(
    lambda: Practitioner.objects.annotate(
        has_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("id"))),
    ).filter(id=Given("id", UUIDField())),
    lambda: [*_OF_PRACTITIONER, *(f"agency__{column}" for column in _OF_AGENCY), "has_factor"],
)


def practitioner(practitioner_id: UUID) -> Practitioner:
    """Give one practitioner, also one who has left; raises ``NotFound``."""
    found = Practitioner.objects.select_related("agency", "team").filter(id=practitioner_id).first()
    if found is None:
        raise NotFound
    return found


def practitioners_of(agency_id: UUID, permission: Permission | None = None) -> QuerySet[Practitioner]:
    """Give an agency's active practitioners by name, those with a permission if one is named."""
    found = Practitioner.objects.select_related("agency", "team").filter(agency_id=agency_id, is_active=True)
    if permission is not None:
        found = found.filter(role__in=_roles_with(permission))
    return found.order_by("family_name", "given_name")


def everyone() -> QuerySet[Practitioner]:
    """Give every practitioner there is or was, for showing who did a thing."""
    return Practitioner.objects.select_related("agency")


def advisers() -> QuerySet[Practitioner]:
    """Give everyone who may be asked for advice, by agency and name."""
    found = Practitioner.objects.select_related("agency", "team").filter(is_active=True)
    return found.filter(role__in=_roles_with(Permission.GIVE_ADVICE)).order_by("agency__name", "family_name")


def contact_points(on: date) -> QuerySet[ContactPoint]:
    """Give the contact points valid on a day."""
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return ContactPoint.objects.filter(in_time, valid_from__lte=on).select_related("owner_team").order_by("code")


def agreements_in_force() -> QuerySet[Agreement]:
    """Give the agreements whose status is in force; their rules carry dates of their own."""
    return Agreement.objects.filter(status="in_force").prefetch_related("parties").order_by("code")


def _roles_with(permission: Permission) -> list[str]:
    return [role for role, permissions in GRANTED.items() if permission in permissions]
