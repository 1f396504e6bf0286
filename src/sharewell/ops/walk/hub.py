"""The hub: an enquiry, who it is, who else knows him, three agencies asked, the picture and the outcome."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from sharewell.cases import accountability, chronology, enquiries, feedback, outcomes, queries, queue, ratings
from sharewell.directory import queries as directory
from sharewell.involvement import who_else
from sharewell.matching.comparing import Known
from sharewell.ops.walk.stage import Walk, now
from sharewell.people import identity, persons
from sharewell.people.lookup import search
from sharewell.sharing import disclosures, picture, requests
from sharewell.sharing import queries as sharing


def open_an_enquiry(walk: Walk) -> None:
    """A social worker opens the enquiry and rates it."""
    with walk.as_("carol.metcalfe", "A social worker of the hub opens and rates it") as actor:
        waiting = queue.read(actor, now())
        walk.sees(f"{len(waiting)} contact waits: {waiting[0].contact.reference}")
        enquiry = enquiries.open_from(actor=actor, contact_id=walk.kept["contact"], at=now())
        rating = ratings.give(
            actor=actor, enquiry_id=enquiry.id, colour="amber", reason="A frightened child.", seen_id=None, at=now()
        )
        walk.decides(
            f"amber, to be answered by {rating.due_at:%A %H:%M}; the decision is due {enquiry.decision_due_at:%A %H:%M}"
        )
        walk.holds(accountability.now(enquiry).practitioner_id == actor.practitioner_id, "nobody is accountable")
        walk.kept["enquiry"] = enquiry.id


def find_out_who(walk: Walk) -> None:
    """The hub finds the child in agencies' lists; a person says who is who."""
    with walk.as_("carol.metcalfe", "Who is this?") as actor:
        found = _child(actor, walk)
        meant = found.contact_person
        asked = Known(given=meant.given_name, family=meant.family_name, born_on=meant.born_on)
        result = search.candidates(
            actor=actor, asked=asked, about=[walk.kept["enquiry"]], reason="Who is meant", at=now()
        )
        person = persons.make(actor=actor, known=asked, is_address_protected=False, at=now())
        queries.note_person(actor=actor, enquiry_person=found, person_id=person.id)
        for one in result.found:
            first = one.candidate.warnings[0] if one.candidate.warnings else "; ".join(one.candidate.agrees)
            walk.sees(f"{one.agency_name}: {one.candidate.known.given} {one.candidate.known.family}: {first}")
            if one.candidate.sureness == "match":
                identity.judge(
                    actor=actor,
                    person_id=person.id,
                    record_id=one.record_id,
                    record_agency_id=one.agency_id,
                    is_same=True,
                    reason="Name and birth date; the school confirmed it.",
                    evidence={"agrees": list(one.candidate.agrees)},
                    at=now(),
                )
        records = identity.confirmed_records(actor, person.id)
        walk.decides(f"{len(records)} records are about Mason, with a reason each; it can be undone")
        walk.holds(len(records) >= 3, "fewer than three agencies' records were found")
        walk.kept["person"] = person.id


def _child(actor: Any, walk: Walk) -> Any:

    enquiry = enquiries.read(actor=actor, enquiry_id=walk.kept["enquiry"], at=now())
    return next(one for one in queries.people_of(enquiry) if one.role == "child")


def ask_who_else(walk: Walk) -> None:
    """Who else works with him: pointers, never content."""
    with walk.as_("carol.metcalfe", "Who else works with him?") as actor:
        answer = who_else.ask(
            actor=actor, person_id=walk.kept["person"], reason="Risk at home", purpose="CHILD_PROTECTION", at=now()
        )
        for pointer in answer.pointers:
            walk.sees(f"{pointer.agency}: {pointer.team or pointer.role}, from a list of {pointer.as_of}")
        for name in answer.not_covered:
            walk.sees(f"{name}: not shown, no agreement in force covers it")
        walk.holds(bool(answer.pointers), "no agency was found")


def ask_agencies(walk: Walk) -> None:
    """The hub asks three agencies, each its own questions, on an honest basis."""
    with walk.as_("carol.metcalfe", "The hub asks three agencies") as actor:
        child = _child(actor, walk).contact_person
        confirmed = identity.confirmed_records(actor, walk.kept["person"])
        walk.kept["requests"] = {}
        for code in ("AG09", "AG05", "AG19"):
            agency = directory.agency_by_code(code)
            made = requests.ask(
                actor=actor,
                key=uuid4(),
                enquiry_id=walk.kept["enquiry"],
                asked_agency_id=agency.id,
                purpose="CHILD_PROTECTION",
                purpose_text="Mason says he hides when his mother's partner shouts.",
                legal_basis="s47",
                level="significant_harm",
                questions=["What happened at this address since November 2025?"],
                subjects=[
                    requests.Subject(
                        given_name=child.given_name,
                        family_name=child.family_name,
                        relation="child",
                        born_on=child.born_on,
                        person_id=walk.kept["person"],
                        record_ids=[record for record, whose in confirmed if whose == agency.id],
                    )
                ],
                period_from=None,
                period_to=None,
                due_at=now() + timedelta(hours=4),
                family_knows="no",
                family_note="",
                handling="",
                at=now(),
            )
            walk.kept["requests"][code] = made.id
            walk.decides(f"to ask {agency.name} ({made.reference}); its notice says only “sign in”")


def see_the_picture(walk: Walk) -> None:
    """The hub opens what came and sees one chronology; then concludes and tells the teacher."""
    with walk.as_("carol.metcalfe", "The picture, the outcome, the feedback") as actor:
        for one in list(sharing.received(actor)):
            disclosures.receive(actor=actor, disclosure_id=one.id, at=now())
        lines = chronology.order(picture.told_in(actor, walk.kept["enquiry"]))
        for line in lines:
            walk.sees(f"{line.event.happened_on or 'no date'}, {line.event.agency}: {line.event.text[:70]}")
        walk.holds(len(lines) == 3, "the three agencies' answers are not in the chronology")
        outcomes.record(
            actor=actor,
            enquiry_id=walk.kept["enquiry"],
            key=uuid4(),
            kind="strategy_discussion",
            rationale="Three accounts fit together.",
            services=[outcomes.Service("Strategy discussion", "Nadia Kirkby", now().date() + timedelta(days=1))],
            at=now(),
        )
        feedback.send(
            actor=actor,
            enquiry_id=walk.kept["enquiry"],
            text="Thank you. A social worker sees Mason tomorrow.",
            at=now(),
        )
        walk.decides("a strategy discussion tomorrow, owned by Nadia Kirkby; the teacher is told")
