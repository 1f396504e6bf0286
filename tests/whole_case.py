"""One whole case with something of every kind in it, made by the deeds; for tests that look at every page."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from sharewell.base import rows
from sharewell.cases import drafts, enquiries, feedback, outcomes, ratings, recognising
from sharewell.cases.models import EnquiryPerson
from sharewell.intelligence import telling
from sharewell.involvement import who_else
from sharewell.involvement.lists import loading
from sharewell.involvement.models import AgencyEntry
from sharewell.ledger import history
from sharewell.matching.comparing import Known
from sharewell.people import identity, kinship, persons, shields
from sharewell.people.models import PersonRecord
from sharewell.sharing import (
    consultations,
    corrections,
    decisions,
    disclosures,
    fact_finding,
    openness,
    place_releases,
    raising,
)
from sharewell.sharing.models import DisclosedItem, Disclosure

from factories import Partnership, a_partnership, a_practitioner, acting
from sharing_factories import a_request, an_item, decision_fields

# What must never be seen outside the agency that wrote it down: a house, a postcode, and a locked child's name.
STREET, POSTCODE, LOCKED = "Wharfinger Row", "YX11 5JH", "Zephyrine"
HIDDEN = {"address": f"61 {STREET}, Thornwick", "postcode": POSTCODE, "is_address_protected": True}
SURGERY_LIST = (
    b"Report Ref,NHS Number,Surname,Forenames,DOB,Sex,Registered GP,Last Seen\n"
    b"H1,999 100 2227,TEMPEST,Mason Lee,02-Oct-2013,M,Minster Gate Surgery,17-May-2026\n"
)


@dataclass
class WholeCase:
    """The partnership, and the ids of what there is, by name."""

    partnership: Partnership
    ids: dict[str, UUID]


def a_whole_case() -> WholeCase:
    """Raise, enquire, identify, ask, advise, decide, send, correct, tell and conclude."""
    p = a_partnership()
    p.second_doctor = a_practitioner(p.gp, "R07")  # type: ignore[attr-defined]
    ids = _raised(p) | _in_the_surgery(p)
    ids |= _enquired(p, ids)
    ids |= _answered(p, ids)
    ids |= _concluded(p, ids)
    return WholeCase(p, ids)


def _raised(p: Partnership) -> dict[str, UUID]:
    at = timezone.now()
    child = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013", "protected": "yes"}
    child |= {"address": HIDDEN["address"], "postcode": POSTCODE}
    with rows.acting_for(acting(p.teacher)) as actor:
        unsent = drafts.start(actor=actor, draft_id=uuid4(), at=at)
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=at)
        for step, answers in (("people", {"list": [child]}), ("seen", {"observed": "He hid in the wardrobe."})):
            version = drafts.read(actor, draft.id).version
            drafts.save(actor=actor, draft_id=draft.id, step=step, answers=answers, version=version, at=at)
        contact = raising.send(actor=actor, draft_id=draft.id, reasons="Worried", at=at)
        told = telling.tell(
            actor=actor,
            key=uuid4(),
            account={"what": "Two men in a grey car at the gates."},
            known_by="I saw it myself",
            source_at_risk=False,
            source_identity="",
            at=at,
        )
        return {"draft": unsent.id, "contact": contact.id, "told_police": told.id}


def _in_the_surgery(p: Partnership) -> dict[str, UUID]:
    at = timezone.now()
    with rows.acting_for(acting(p.doctor)) as actor:
        loaded = loading.load(
            actor=actor, kind="health-register", file_name="x.csv", data=SURGERY_LIST, as_of=date(2026, 11, 23), at=at
        )
        record = PersonRecord.objects.get(agency=p.gp)
        PersonRecord.objects.filter(id=record.id).update(**HIDDEN)
        entry = AgencyEntry.objects.create(
            agency=p.gp,
            record=record,
            source_ref="1",
            text=f"Bruise on arm. Seen at 61 {STREET}.",
            happened_on=at.date(),
        )
        locked = PersonRecord.objects.create(
            agency=p.gp,
            source="list",
            source_ref="9",
            given_name=LOCKED,
            family_name="Tempest",
            born_on=date(2013, 10, 2),
        )
        shield = shields.shield(actor=actor, record_id=locked.id, kind="locked", reason="Court order", at=at)
        return {"list": loaded.id, "record": record.id, "entry": entry.id, "locked": locked.id, "shield": shield.id}


def _enquired(p: Partnership, ids: dict[str, UUID]) -> dict[str, UUID]:
    at = timezone.now()
    with rows.acting_for(acting(p.social_worker)) as actor:
        enquiry = enquiries.open_from(actor=actor, contact_id=ids["contact"], at=at)
        ref = EnquiryPerson.objects.get(enquiry=enquiry)
        known = Known(given="Mason", family="Tempest", born_on=date(2013, 10, 2))
        person = recognising.as_new(actor=actor, enquiry_id=enquiry.id, ref=ref.id, known=known, at=at)
        type(person).objects.filter(id=person.id).update(**HIDDEN)
        father = persons.make(actor=actor, known=Known(given="Daz", family="Harker"), is_address_protected=False, at=at)
        judgement = identity.judge(
            actor=actor,
            person_id=person.id,
            record_id=ids["record"],
            record_agency_id=p.gp.id,
            is_same=True,
            reason="Name and birth date",
            evidence={},
            at=at,
        )
        kin = kinship.record(
            actor=actor,
            person_id=person.id,
            related_id=father.id,
            related_is_their="FTH",
            has_parental_responsibility=None,
            lives_with=False,
            since_on=None,
            source="school",
            at=at,
        )
        never = shields.never_disclose(
            actor=actor, protected_id=person.id, kept_from_id=father.id, covers="whereabouts", reason="Order", at=at
        )
        question = uuid4()
        who_else.ask(actor=actor, person_id=person.id, reason="Risk", purpose="CHILD_PROTECTION", at=at, key=question)
        ratings.give(actor=actor, enquiry_id=enquiry.id, colour="amber", reason="He hid.", seen_id=None, at=at)
        return {
            "enquiry": enquiry.id,
            "ref": ref.id,
            "contact_person": ref.contact_person_id,
            "person": person.id,
            "other_person": father.id,
            "judgement": judgement.id,
            "kin": kin.id,
            "never": never.id,
            "question": question,
        }


def _answered(p: Partnership, ids: dict[str, UUID]) -> dict[str, UUID]:
    at = timezone.now()
    subject = {"record_ids": [ids["record"]], "person_id": ids["person"], "is_address_protected": True}
    request = a_request(p, enquiry=ids["enquiry"], at=at, due_at=at + timedelta(hours=4), subjects=[_mason(**subject)])
    with rows.acting_for(acting(p.doctor)) as actor:
        asked = consultations.ask(
            actor=actor,
            key=uuid4(),
            adviser_id=p.adviser.id,
            question="May I tell the hub about the child?",
            request_id=request,
            draft_id=None,
            at=at,
        )
        release = place_releases.ask(
            actor=actor,
            key=uuid4(),
            request_id=request,
            text="Seen at home.",
            needed_because="They must visit.",
            approver_id=p.second_doctor.id,  # type: ignore[attr-defined]
            at=at,
        )
        fields = {"advice": fact_finding.advise({"level_of_concern": "significant_harm"}, at.date())}
        fields |= {"departure_reason": "I know this family."}
        fields |= {"at": at, "items": [an_item(subject_person_id=ids["person"])], "record_ids": [ids["record"]]}
        decision = decisions.record(actor=actor, **decision_fields(request, **fields))
        disclosure, item = Disclosure.objects.get(), DisclosedItem.objects.get()
        corrections.correct(actor=actor, key=uuid4(), item_id=item.id, text="On the leg.", reason="Misread", at=at)
        notice = openness.plain_notice(agency="A service that works with your family", recipient="The council")
        told = openness.record(
            actor=actor,
            key=uuid4(),
            decision_id=decision.id,
            told="after",
            whom="His mother",
            how="",
            notice=notice,
            not_now_reason="",
            look_again_on=None,
            at=at,
        )
        leaf = history.history(actor, request).entries[0].leaf_id
        found = {"request": request, "consultation": asked.id, "release": release.id, "decision": decision.id}
        found |= {"disclosure": disclosure.id, "item": item.id, "openness": told.id, "leaf": leaf}
    with rows.acting_for(acting(p.social_worker)) as actor:
        disclosures.receive(actor=actor, disclosure_id=found["disclosure"], at=at)
    return found


def _mason(**more):  # type: ignore[no-untyped-def]
    from sharewell.sharing import requests

    return requests.Subject("Mason", "Tempest", "child", born_on=date(2013, 10, 2), **more)


def _concluded(p: Partnership, ids: dict[str, UUID]) -> dict[str, UUID]:
    at = timezone.now()
    with rows.acting_for(acting(p.social_worker)) as actor:
        outcome = outcomes.record(
            actor=actor,
            enquiry_id=ids["enquiry"],
            key=uuid4(),
            kind="strategy_discussion",
            rationale="They fit together.",
            services=[],
            at=at,
        )
        feedback.send(actor=actor, enquiry_id=ids["enquiry"], text="Thank you.", at=at)
        return {"outcome": outcome.id}
