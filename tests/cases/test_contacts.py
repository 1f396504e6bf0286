"""A concern becomes a contact once; it is opened by one hub, passed on with a reason, and its words are never lost."""
# covers: Y1 Y3 Y17 W5

from datetime import timedelta
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.cases import contact_queries, contacts, drafts, enquiries, places
from sharewell.cases.models import Contact, Enquiry, EnquiryPerson
from sharewell.ledger import history
from sharewell.people.persons import RevealNeedsAReason
from sharewell.rules.refusals import NotFound
from sharewell.sharing import raising

from factories import NOW, acting

pytestmark = pytest.mark.django_db
CHILD = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013"}


def write(partnership, **steps):
    """Write a concern, one step after the other; gives the draft's id."""
    with rows.acting_for(acting(partnership.teacher)) as actor:
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=NOW)
        for step, answers in steps.items():
            version = drafts.read(actor, draft.id).version
            drafts.save(actor=actor, draft_id=draft.id, step=step, answers=answers, version=version, at=NOW)
        return draft.id


def send(partnership, draft_id):
    with rows.acting_for(acting(partnership.teacher)) as actor:
        return raising.send(actor=actor, draft_id=draft_id, reasons="", at=NOW)


@pytest.mark.parametrize(
    ("steps", "hub"),
    [
        ({"people": {"list": [CHILD]}}, "hub"),
        ({"people": {"list": [CHILD]}, "route": {"route": "early-help"}}, "early_help"),
        ({"people": {"list": [CHILD]}, "route": {"route": "early-help"}, "danger": {"danger": "yes"}}, "hub"),
        ({"people": {"list": [CHILD]}, "route": {"route": "unsure"}}, "hub"),
    ],
)
def test_only_a_chosen_early_help_goes_there_and_danger_never_does(partnership, steps, hub):
    assert send(partnership, write(partnership, **steps)).to_agency_id == getattr(partnership, hub).id


@pytest.mark.parametrize("agreement", [{}, {"agreement": "refused"}, {"agreement": "not_sought"}])
def test_nothing_about_agreement_stops_a_concern(partnership, agreement):
    draft = write(partnership, people={"list": [CHILD]}, agreement=agreement, family={"told": "unsafe"})
    assert send(partnership, draft).reference.startswith("C-")


def test_somebody_nobody_could_recognise_is_asked_about_unless_there_is_danger(partnership):
    nobody = {"people": {"list": [{"kind": "child"}]}}
    with pytest.raises(contacts.NobodyToRecognise):
        send(partnership, write(partnership, **nobody))
    assert send(partnership, write(partnership, **nobody, danger={"danger": "yes"})).is_danger_now is True


def test_the_same_draft_sent_twice_is_one_contact_with_one_decision(partnership):
    draft = write(partnership, people={"list": [CHILD]})
    assert send(partnership, draft).id == send(partnership, draft).id
    with rows.acting_for(acting(partnership.teacher)) as actor:
        contact = Contact.objects.get()
        assert raising.decision_of(actor, contact.id).outcome == "all"
        assert contact.retention_class == "contact"
        assert contact.review_on > NOW.date()


def test_two_windows_are_shown_both_texts_and_neither_is_lost(partnership):
    draft = write(partnership, seen={"observed": "A bruise."})
    with rows.acting_for(acting(partnership.teacher)) as actor:
        with pytest.raises(drafts.WrittenElsewhere) as both:
            drafts.save(actor=actor, draft_id=draft, step="seen", answers={"observed": "A cut."}, version=0, at=NOW)
        assert (both.value.theirs, both.value.yours) == ({"observed": "A bruise."}, {"observed": "A cut."})
        drafts.save(
            actor=actor, draft_id=draft, step="seen", answers={"observed": "Both."}, version=both.value.version, at=NOW
        )
        assert drafts.answers_of(drafts.read(actor, draft), "seen") == {"observed": "Both."}


def test_a_draft_is_its_writers_alone(partnership):
    draft = write(partnership, people={"list": [CHILD]})
    for other in (partnership.doctor, partnership.social_worker):
        with rows.acting_for(acting(other)) as actor, pytest.raises(NotFound):
            drafts.read(actor, draft)


def test_opening_a_contact_twice_is_one_enquiry_with_everybody_once(partnership):
    contact = send(partnership, write(partnership, people={"list": [CHILD, CHILD | {"given": "Isla"}]}))
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        first = enquiries.open_from(actor=actor, contact_id=contact.id, at=NOW)
        assert enquiries.open_from(actor=actor, contact_id=contact.id, at=NOW).id == first.id
        assert EnquiryPerson.objects.filter(enquiry=first).count() == 2
        assert first.retention_class == "enquiry"
        told = [one.event for one in history.history(actor, contact.id).entries]
    assert told.count("enquiry.opened") == 1


def test_passing_on_to_safeguarding_needs_a_reason_and_begins_a_new_clock(partnership):
    contact = send(partnership, write(partnership, people={"list": [CHILD]}, route={"route": "early-help"}))
    later = NOW + timedelta(hours=3)
    with rows.acting_for(acting(partnership.coordinator)) as actor:
        own = enquiries.open_from(actor=actor, contact_id=contact.id, at=NOW)
        with pytest.raises(enquiries.NeedsAReason):
            enquiries.step_up(actor=actor, contact_id=contact.id, reason=" ", at=later)
        for _ in range(2):
            enquiries.step_up(actor=actor, contact_id=contact.id, reason="He was hit.", at=later)
        assert Enquiry.objects.get(id=own.id).state == "concluded"
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        opened = enquiries.open_from(actor=actor, contact_id=contact.id, at=later)
        assert opened.decision_due_at == later + timedelta(days=1)
        read = contact_queries.read(actor=actor, contact_id=contact.id, at=later)
        assert read.stepped_up_reason == "He was hit."
    with rows.acting_for(acting(partnership.doctor)) as actor, pytest.raises(NotFound):
        contact_queries.read(actor=actor, contact_id=contact.id, at=later)


def test_a_protected_address_is_shown_for_a_reason_that_is_kept(partnership):
    hidden = CHILD | {"address": "61 Wharf Street", "postcode": "YX11 5JH", "protected": "yes"}
    contact = send(partnership, write(partnership, people={"list": [hidden]}))
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        person = Contact.objects.get().people.get()
        with pytest.raises(RevealNeedsAReason):
            places.reveal(actor=actor, contact_id=contact.id, ref=person.id, reason=" ", at=NOW)
        shown = places.reveal(actor=actor, contact_id=contact.id, ref=person.id, reason="A visit tonight", at=NOW)
        assert shown == "61 Wharf Street, YX11 5JH"
        (entry,) = [one for one in history.history(actor, person.id).entries if one.event == "address.revealed"]
        assert entry.detail == {"reason": "A visit tonight"}
    with rows.acting_for(acting(partnership.coordinator)) as actor, pytest.raises(NotFound):
        places.written(actor, contact.id, person.id)
