"""Records on agencies' lists, their pointers, agreements in force and confirmed people, for tests."""

from datetime import date
from uuid import uuid4

from sharewell.base import rows
from sharewell.directory.models import Agreement
from sharewell.involvement import policy
from sharewell.involvement.models import Involvement
from sharewell.matching.comparing import Known
from sharewell.people import identity, persons
from sharewell.people.lookup import feeding
from sharewell.people.models import PersonRecord

import factories

FREYA = {
    "given_name": "Freya",
    "family_name": "Umpleby",
    "sex": "F",
    "born_on": date(2015, 7, 4),
    "birth_accuracy": "AAA",
    "postcode": "YX11 4SN",
    "nhs_number": "9991026649",
}
ASKED = Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4))
EVERYONE_TELLS = {
    "effect": "allow",
    "modes": ["EXISTENCE"],
    "recordTypes": ["involvement"],
    "destOrgTypes": ["local-authority"],
    "purposes": ["SAFEGUARDING", "CHILD_PROTECTION"],
}


def listed(practitioner, **fields):
    """Put a person on an agency's list and into the store."""
    with rows.acting_for(factories.acting(practitioner)) as actor:
        record = PersonRecord.objects.create(
            agency_id=actor.agency_id, source="test", **(FREYA | {"source_ref": str(uuid4())[:20]} | fields)
        )
        feeding.index_record(record)
        return record


def works_with(practitioner, record, **fields):
    """Keep that an agency works with the person of its record."""
    with rows.acting_for(factories.acting(practitioner)) as actor:
        return Involvement.objects.create(
            agency_id=actor.agency_id, record=record, **({"kind": "health", "team_name": "Team"} | fields)
        )


def agreed(partnership, *agencies, rules=None, code="AGR-T", in_force=True):
    """Make an agreement between the hub and some agencies, and put it in force."""
    made = Agreement.objects.create(code=code, name="For tests", version="1", status="in_force", terms={})
    made.terms = {"rules": rules or {"defaults": [EVERYONE_TELLS]}}
    made.save()
    made.parties.set([partnership.hub, *agencies])
    if in_force:
        put_in_force(partnership)
    return made


def put_in_force(partnership):
    """Put the directory's agreements in force as they stand."""
    with rows.acting_for(administrator(partnership)) as actor:
        return policy.put_in_force(actor=actor, expected=policy.proposed().version, at=factories.NOW)


def administrator(partnership):
    return factories.acting(factories.a_practitioner(partnership.hub, "R14"))


def confirmed(partnership, *records, known=ASKED):
    """Make one of the hub's persons and confirm that records are about them."""
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        person = persons.make(actor=actor, known=known, is_address_protected=False, at=factories.NOW)
        for record in records:
            identity.judge(
                actor=actor,
                person_id=person.id,
                record_id=record.id,
                record_agency_id=record.agency_id,
                is_same=True,
                reason="The school confirmed it.",
                evidence={},
                at=factories.NOW,
            )
        return person
