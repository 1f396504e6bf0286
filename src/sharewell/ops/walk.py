"""The whole walk in a terminal: what each person sees and decides, step by step, ending with the ledger verified."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import django

STEPS = 12


class StepFailed(RuntimeError):
    """A step of the walk did not hold."""


class Walk:
    """One walk: who takes part, and what has come of it so far."""

    def __init__(self) -> None:
        """Find the people of the invented partnership."""
        from sharewell.directory import queries

        self.people = {person.email.split("@")[0]: person for person in queries.everyone()}
        self.number = 0
        self.kept: dict[str, Any] = {}

    @contextmanager
    def as_(self, name: str, title: str) -> Iterator[Any]:
        """Act as one person, and say who does what."""
        from sharewell.base import rows
        from sharewell.directory import access

        person = self.people[name]
        self.number += 1
        print(f"\n{self.number:2}/{STEPS}  {title}\n       {person.full_name}, {person.agency.name}")
        with rows.acting_for(access.actor_for(person)) as actor:
            yield actor

    @staticmethod
    def sees(text: str) -> None:
        """Say what the person sees."""
        print(f"       sees     {text}")

    @staticmethod
    def decides(text: str) -> None:
        """Say what the person decides."""
        print(f"       decides  {text}")

    @staticmethod
    def holds(claim: bool, what: str) -> None:  # noqa: FBT001 (a claim is the very thing)
        """Fail the step unless the claim is true."""
        if not claim:
            raise StepFailed(what)


def now() -> Any:
    """Give this moment, as a door does."""
    from django.utils import timezone

    return timezone.now()


def danger(walk: Walk) -> None:
    """Danger first: the page that needs neither sign-in nor database."""
    from sharewell.web.danger import bar

    walk.number += 1
    print(f"\n{walk.number:2}/{STEPS}  Danger first, before anybody signs in")
    shown = bar()
    walk.sees(f"call {shown.emergency}; then {shown.line.said if shown.line else 'no line is set up'}")
    walk.holds(shown.emergency == "999", "999 is not shown")
    walk.holds(shown.line is not None, "the hub's line is not shown")


def raise_a_concern(walk: Walk) -> None:
    """A teacher writes a worry down and sends it."""
    from sharewell.cases import drafts
    from sharewell.sharing import fact_finding, raising

    with walk.as_("james.lea", "A teacher raises a concern") as actor:
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=now())
        mason = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013", "relation": "child"}
        pages = {
            "danger": {"danger": "no"},
            "people": {"list": [mason]},
            "seen": {
                "observed": "Mason told me he hid in the wardrobe when Daz shouted.",
                "thought": "He is frightened.",
            },
            "words": {"child_words": "I took Isla upstairs."},
            "strengths": {"strengths": "Mason loves Isla and reads to her."},
            "route": {"route": "safeguarding"},
            "family": {"told": "unsafe", "why": "Daz might react."},
        }
        for step, answers in pages.items():
            draft = drafts.save(
                actor=actor, draft_id=draft.id, step=step, answers=answers, version=draft.version, at=now()
            )
        advice = fact_finding.advise(fact_finding.known_from_draft(actor, draft), now().date())
        walk.sees(f"the guide: {advice['title']}. {advice['you_decide']}")
        contact = raising.send(actor=actor, draft_id=draft.id, reasons="He may be hit next.", at=now())
        again = raising.send(actor=actor, draft_id=draft.id, reasons="He may be hit next.", at=now())
        walk.holds(again.id == contact.id, "a double click made two contacts")
        walk.decides(f"to share it. The receipt reads {contact.reference}")
        walk.kept["contact"] = contact.id


def open_an_enquiry(walk: Walk) -> None:
    """A social worker opens the enquiry and rates it."""
    from sharewell.cases import accountability, enquiries, queries, ratings

    with walk.as_("carol.metcalfe", "A social worker of the hub opens and rates it") as actor:
        waiting = queries.queue(actor, now())
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
    from sharewell.cases import queries
    from sharewell.matching.comparing import Known
    from sharewell.people import identity, persons
    from sharewell.people.lookup import search

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
    from sharewell.cases import enquiries, queries

    enquiry = enquiries.read(actor=actor, enquiry_id=walk.kept["enquiry"], at=now())
    return next(one for one in queries.people_of(enquiry) if one.role == "child")


def ask_who_else(walk: Walk) -> None:
    """Who else works with him: pointers, never content."""
    from sharewell.involvement import who_else

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
    from sharewell.directory import queries as directory
    from sharewell.people import identity
    from sharewell.sharing import requests

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


def answer(walk: Walk, name: str, code: str, *, own_words: str = "") -> None:
    """An agency goes through the guide, decides, and shares the least that is enough."""
    from sharewell.involvement import queries as involvement
    from sharewell.sharing import decisions, fact_finding, queries, requests
    from sharewell.sharing.items import Item

    with walk.as_(name, "An agency is asked, advised, and decides") as actor:
        request_id = walk.kept["requests"][code]
        request = requests.open_one(actor=actor, request_id=request_id, at=now())
        finding = fact_finding.answer(
            actor=actor,
            request_id=request_id,
            draft_id=None,
            answers={"necessary": True},
            known=fact_finding.known_from_request(actor, request),
            version=0,
            at=now(),
        )
        walk.sees(f"the guide: {finding.advice.get('title', 'unassisted')}. You decide.")
        records = [UUID(record) for one in request.subjects.all() for record in one.record_ids]
        own = list(involvement.own_entries(actor, involvement.own_records_beside(actor, records)))
        walk.sees(f"{len(own)} entries of their own about Mason")
        items = [_item(actor, entry, walk.kept["person"]) for entry in own[:1]]
        if not items:
            items = [Item(own_words, "fact", actor.agency_name, "Mason Tempest", walk.kept["person"])]
        made = decisions.record(
            actor=actor,
            key=uuid4(),
            request_id=request_id,
            outcome="part",
            reasons="It bears on the question, and no more does.",
            tests={"proportionate": "One entry, no more."},
            advice=finding.advice,
            departure_reason="Waiting is worse than sharing.",
            items=items,
            recipient_id=None,
            covering_note="",
            message="The rest does not bear on it.",
            record_ids=records,
            at=now(),
        )
        walk.decides(f"to share {len(items)} passage and keep the rest back")
        walk.holds(queries.not_yet_received(actor).count() == 1, "what nobody opened counts as passed on")
        walk.kept.setdefault("decisions", []).append((name, made.id))


def _item(actor: Any, entry: Any, person_id: UUID) -> Any:
    from sharewell.sharing.items import Item

    return Item(
        text=entry.text,
        kind="report",
        source=f"{actor.agency_name}, {entry.category}",
        subject_name="Mason Tempest",
        subject_person_id=person_id,
        entry_id=entry.id,
        happened_on=entry.happened_on,
        known_on=entry.known_on,
        purpose_served="What happened at home",
    )


def be_open(walk: Walk) -> None:
    """The police record why the family is not told now, and when they look again."""
    from sharewell.sharing import openness

    name, decision_id = walk.kept["decisions"][1]
    with walk.as_(name, "Openness: why not now, and when again") as actor:
        made = openness.record(
            actor=actor,
            key=uuid4(),
            decision_id=decision_id,
            told="not_yet",
            whom="",
            how="",
            notice={},
            not_now_reason="It could put Mason and his mother at more risk.",
            look_again_on=now().date() + timedelta(days=7),
            at=now(),
        )
        walk.decides(f"not to tell them now; looks again on {made.look_again_on}. Nothing was sent to anybody")


def see_the_picture(walk: Walk) -> None:
    """The hub opens what came and sees one chronology; then concludes and tells the teacher."""
    from sharewell.cases import chronology, feedback, outcomes
    from sharewell.sharing import disclosures, queries

    with walk.as_("carol.metcalfe", "The picture, the outcome, the feedback") as actor:
        for one in list(queries.received(actor)):
            disclosures.receive(actor=actor, disclosure_id=one.id, at=now())
        lines = chronology.order(queries.events_of(actor, walk.kept["enquiry"], {}))
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


def hear_back(walk: Walk) -> None:
    """The teacher reads the feedback; an agency that was not asked sees nothing of it all."""
    from sharewell.cases import contact_queries, feedback

    with walk.as_("james.lea", "The teacher hears back") as actor:
        told = feedback.for_sender(actor=actor, contact_id=walk.kept["contact"], at=now())
        walk.holds(told is not None, "the teacher heard nothing")
        walk.sees(f"“{told.text if told else ''}”")
        walk.holds(contact_queries.raised_by_my_agency(actor).count() == 1, "the school sees more than its own")


def verify() -> int:
    """Place and sign what was done, and verify the whole log; gives the exit code."""
    print("\nThe record")
    sys.stdout.flush()
    for words in (("checkpoint",), ("verify",)):
        done = subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-W", "ignore", "-m", "sharewell.ops.command", "ledger", *words],
            check=False,
            capture_output=words[0] == "checkpoint",
        )
        if done.returncode:
            return done.returncode
    return 0


def main() -> int:
    """Play every step; exit code 1 names the step that did not hold."""
    django.setup()
    walk = Walk()
    steps: list[Callable[[Walk], None]] = [danger, raise_a_concern, open_an_enquiry, find_out_who, ask_who_else]
    steps += [ask_agencies]
    steps += [lambda w: answer(w, "anita.pell", "AG09", own_words="No trace in our records since November 2025.")]
    steps += [lambda w: answer(w, "iain.prosser", "AG05")]
    steps += [
        lambda w: answer(w, "jo.fenwick", "AG19", own_words="Noise at night three times; a door kicked in, in March.")
    ]
    steps += [be_open, see_the_picture, hear_back]
    try:
        for step in steps:
            step(walk)
    except StepFailed as failed:
        print(f"\nStep {walk.number} did not hold: {failed}", file=sys.stderr)
        return 1
    return verify()


if __name__ == "__main__":
    sys.exit(main())
