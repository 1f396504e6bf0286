"""How people are related, who may decide for a child, who lives together: said by somebody, from when to when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, UUIDField

from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.matching.comparing import day_said
from sharewell.people.models import Kinship, Person
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

# HL7 v3 RoleCode: what the other one is to the person, and what the person then is to the other one.
RELATIONS: dict[str, tuple[str, str]] = {
    "MTH": ("mother", "child"),
    "FTH": ("father", "child"),
    "PRN": ("parent", "child"),
    "STPPRN": ("step-parent", "stepchild"),
    "PRNFOST": ("foster carer", "foster child"),
    "ADOPTP": ("adoptive parent", "adopted child"),
    "GUARD": ("guardian", "ward"),
    "SIB": ("brother or sister", "brother or sister"),
    "TWIN": ("twin", "twin"),
    "HSIB": ("half-brother or half-sister", "half-brother or half-sister"),
    "STPSIB": ("stepbrother or stepsister", "stepbrother or stepsister"),
    "GRPRN": ("grandparent", "grandchild"),
    "AUNT": ("aunt", "nephew or niece"),
    "UNCLE": ("uncle", "nephew or niece"),
    "COUSN": ("cousin", "cousin"),
    "SPS": ("husband or wife", "husband or wife"),
    "DOMPART": ("partner", "partner"),
    "SIGOTHR": ("former partner", "former partner"),
    "PRNPART": ("parent’s partner", "child of the partner"),
    "FAMMEMB": ("relative", "relative"),
    "FRND": ("friend of the family", "friend of the family"),
    "NBOR": ("neighbour", "neighbour"),
}


class NotRelated(Refusal):
    """A relation was not noted because something is missing."""

    title = "How they are related was not saved"
    next_step = "Choose two different people, how they are related, and say who told you."


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody and what they are to the person; unknown stays unknown."""

    kinship_id: UUID
    person: Person
    is_their: str
    has_parental_responsibility: bool | None
    lives_with: bool | None
    since_on: date | None
    until_on: date | None
    source: str
    together_since: date | None = None
    together_until: date | None = None

    @property
    def lived(self) -> str:
        """Say whether they live together, or did, and from when to when; what is not known is said to be so."""
        since = self.together_since or (self.since_on if self.lives_with else None)
        began = f" from {day_said(since)}" if since else ""
        if self.together_until:
            return f"lived with them{began} until {day_said(self.together_until)}"
        if self.lives_with:
            return f"lives with them since {day_said(since)}" if since else "lives with them"
        if self.lives_with is None:
            return "whether they live together is not known"
        return f"lived with them{began}, and does no longer" if since else "does not live with them"


@transaction.atomic
def record(
    *,
    actor: Actor,
    person_id: UUID,
    related_id: UUID,
    related_is_their: str,
    has_parental_responsibility: bool | None,
    lives_with: bool | None,
    source: str,
    at: datetime,
    since_on: date | None = None,
    together_since: date | None = None,
    together_until: date | None = None,
) -> Kinship:
    """
    Note what ``related_id`` is to ``person_id`` and who said so; the same again changes what is known of it.

    Whether somebody has parental responsibility, and whether they live together, may be unknown: nothing is inferred
    from what they are to each other. ``together_since`` and ``together_until`` say when they lived together; an end
    says that they do no longer.
    """
    access.require(actor, Permission.IDENTIFY_PERSON)
    if related_is_their not in RELATIONS or not source.strip() or person_id == related_id:
        raise NotRelated
    if Person.objects.filter(id__in=[person_id, related_id], agency_id=actor.agency_id).count() != 2:
        raise NotFound
    if together_until and (lives_with or (together_since and together_since > together_until)):
        raise NotRelated(next_step="Say that they no longer live together, and give the days in their order.")
    known = {
        "has_parental_responsibility": has_parental_responsibility,
        "lives_with": False if together_until else lives_with,
        "together_since": together_since,
        "together_until": together_until,
        "since_on": since_on,
        "source": source.strip()[:160],
    }
    made, _ = Kinship.objects.update_or_create(
        agency_id=actor.agency_id,
        person_id=person_id,
        related_id=related_id,
        related_is_their=related_is_their,
        until_on=None,
        defaults=known,
    )
    about, detail = [person_id, related_id], {"relation": related_is_their}
    entries.append(actor=actor, event="kinship.recorded", about=about, detail=detail, at=at)
    return made


@transaction.atomic
def end(*, actor: Actor, kinship_id: UUID, until_on: date, at: datetime) -> None:
    """Note that two people are no longer related so, or never were; what was said stays with its end."""
    access.require(actor, Permission.IDENTIFY_PERSON)
    found = Kinship.objects.select_for_update().filter(id=kinship_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    if found.until_on is None:
        found.until_on = until_on
        found.save(update_fields=["until_on"])
        about, detail = [found.person_id, found.related_id], {"relation": found.related_is_their}
        entries.append(actor=actor, event="kinship.ended", about=about, detail=detail, at=at)


def relatives(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, list[Relative]]:
    """Give for each person everyone who is related to them, those who live with them first, ended ones last."""
    wanted = list(person_ids)
    found = Kinship.objects.filter(
        Q(person_id__in=wanted) | Q(related_id__in=wanted), agency_id=actor.agency_id
    ).select_related("person", "related")
    return tree(found, wanted)


def part(persons: "Callable[[], QuerySet[Any, Any]]") -> Part[Kinship]:
    """Give the part of a sheet with how some of the hub's persons are related, for ``tree``; ``agency`` is the hub."""
    hub = Given("agency", UUIDField())
    return Part(
        Kinship,
        lambda: Kinship.objects.filter(Q(person_id__in=persons()) | Q(related_id__in=persons()), agency_id=hub),
        related=("person", "related"),
    )


def tree(found: Iterable[Kinship], wanted: Iterable[UUID]) -> dict[UUID, list[Relative]]:
    """Give the same out of what was read already."""
    tree: dict[UUID, list[Relative]] = {person_id: [] for person_id in wanted}
    for one in found:
        is_their, inverse = RELATIONS[one.related_is_their]
        if one.person_id in tree:
            tree[one.person_id].append(_relative(one, one.related, is_their, one.has_parental_responsibility))
        if one.related_id in tree:
            tree[one.related_id].append(_relative(one, one.person, inverse, None))
    return {person_id: sorted(kin, key=_nearest) for person_id, kin in tree.items()}


def _relative(one: Kinship, person: Person, is_their: str, has_pr: bool | None) -> Relative:  # noqa: FBT001
    return Relative(
        kinship_id=one.id,
        person=person,
        is_their=is_their,
        has_parental_responsibility=has_pr,
        lives_with=one.lives_with,
        since_on=one.since_on,
        until_on=one.until_on,
        source=one.source,
        together_since=one.together_since,
        together_until=one.together_until,
    )


def _nearest(relative: Relative) -> tuple[bool, bool, str]:
    return (relative.until_on is not None, relative.lives_with is not True, relative.is_their)
