"""The queue, read in one statement, shows what the rows say when each is asked for by itself."""
# covers: W3 Y16

import random
from datetime import timedelta
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.cases import drafts, enquiries, queue, ratings
from sharewell.cases.models import Contact, Enquiry, EnquiryPerson
from sharewell.matching import names
from sharewell.matching.comparing import Known
from sharewell.people import persons
from sharewell.people.models import Person
from sharewell.sharing import raising

from factories import NOW, acting

pytestmark = pytest.mark.django_db
SUBJECTS = ("child", "unborn", "adult_at_risk")


def a_busy_hub(partnership, seed):
    """Raise some contacts about few families; open, rate, identify and conclude some of them, by chance."""
    chance = random.Random(seed)
    ids = []
    for number in range(9):
        at = NOW - timedelta(days=chance.choice([0, 1, 30, 364, 366]), minutes=number)
        with rows.acting_for(acting(partnership.teacher)) as actor:
            draft = drafts.start(actor=actor, draft_id=uuid4(), at=at)
            people = [a_child(chance) for _ in range(chance.randrange(1, 3))]
            drafts.save(actor=actor, draft_id=draft.id, step="people", answers={"list": people}, version=0, at=at)
            ids.append(raising.send(actor=actor, draft_id=draft.id, reasons="Worried", at=at).id)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        known = persons.make(actor=actor, known=Known(given="Isla", family="Ward"), is_address_protected=False, at=NOW)
        for contact_id in chance.sample(ids, 6):
            opened = enquiries.open_from(actor=actor, contact_id=contact_id, at=NOW)
            for minutes in range(chance.randrange(3)):
                colour, last = chance.choice(list(ratings.COLOURS)), ratings.latest(opened)
                seen, at = (last.id if last else None), NOW + timedelta(minutes=minutes)
                ratings.give(actor=actor, enquiry_id=opened.id, colour=colour, reason="x", seen_id=seen, at=at)
            if chance.random() < 0.4:
                EnquiryPerson.objects.filter(id=opened.people.first().id).update(person_id=known.id)
            if chance.random() < 0.2:
                Enquiry.objects.filter(id=opened.id).update(state="concluded", concluded_at=NOW)


def a_child(chance):
    return {
        "kind": chance.choice(["child", "child", "household"]),
        "given": chance.choice(["Mason", "Isla", "Zoë", ""]),
        "family": chance.choice(["Ward", "WARD", "O’Neill", "Lister", ""]),
        "birth": chance.choice(["2/10/2013", "4/7/2015", ""]),
    }


def alike(one, other, identified):
    if one.id in identified and identified[one.id] == identified.get(other.id):
        return True
    same_family = bool(one.family_name) and names.plain(one.family_name) == names.plain(other.family_name)
    same_given = bool(one.given_name) and names.plain(one.given_name) == names.plain(other.given_name)
    return same_family and (same_given or (one.born_on is not None and one.born_on == other.born_on))


def others_of(contact):
    """Compare each child of a contact with every other child there is, one pair after the other."""
    everyone = EnquiryPerson.objects.filter(person__isnull=False)
    identified = dict(everyone.values_list("contact_person_id", "person_id"))
    return {
        other.id
        for other in Contact.objects.exclude(id=contact.id).filter(raised_at__gte=contact.raised_at - timedelta(365))
        for one in contact.people.filter(kind__in=SUBJECTS)
        for person in other.people.filter(kind__in=SUBJECTS)
        if alike(one, person, identified)
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_queue_shows_what_each_row_says(partnership, seed):
    a_busy_hub(partnership, seed)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        waiting = queue.read(actor, NOW + timedelta(hours=5))
        closed = Enquiry.objects.filter(state="concluded").values_list("contact_id", flat=True)
        assert {one.contact.id for one in waiting} == set(
            Contact.objects.exclude(id__in=closed).values_list("id", flat=True)
        )
        for one in waiting:
            contact = Contact.objects.get(id=one.contact.id)
            shown = (one.contact.reference, one.contact.raised_at, one.contact.is_danger_now, one.contact.agency.name)
            assert shown == (contact.reference, contact.raised_at, contact.is_danger_now, contact.agency.name)
            people = contact.people.filter(kind__in=SUBJECTS).order_by("position")
            assert [(p.given_name, p.family_name) for p in one.people] == [
                (p.given_name, p.family_name) for p in people
            ]
            enquiry = contact.enquiries.first()
            assert (one.enquiry and one.enquiry.id) == (enquiry and enquiry.id)
            rating = ratings.latest(enquiry) if enquiry else None
            assert (one.rating and (one.rating.colour, one.rating.due_at)) == (
                rating and (rating.colour, rating.due_at)
            )
            assert (one.accountable is not None) == (enquiry is not None)
            assert {other.id for other in one.others} == others_of(contact)


def test_children_nobody_has_identified_are_not_one_family_for_sharing_a_name(partnership):
    with rows.acting_for(acting(partnership.teacher)) as actor:
        ids = []
        for given, birth in (("Mason", "2/10/2013"), ("Isla", "4/7/2015")):
            draft = drafts.start(actor=actor, draft_id=uuid4(), at=NOW)
            child = {"kind": "child", "given": given, "family": "Ward", "birth": birth}
            drafts.save(actor=actor, draft_id=draft.id, step="people", answers={"list": [child]}, version=0, at=NOW)
            ids.append(raising.send(actor=actor, draft_id=draft.id, reasons="Worried", at=NOW).id)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        for contact_id in ids:
            enquiries.open_from(actor=actor, contact_id=contact_id, at=NOW)
        assert [one.others for one in queue.read(actor, NOW)] == [(), ()]
        assert not Person.objects.exists()
