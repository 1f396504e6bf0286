"""On the page a locked person is nobody: the same status, the same bytes, the same time; the custodian is told."""
# covers: Y16 W14

import re
import time
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.cases.models import EnquiryPerson
from sharewell.people import shields
from sharewell.people.lookup import custodians

import factories
import involvement_factories as made
from factories import NOW, acting
from sharing_factories import an_enquiry

pytestmark = pytest.mark.django_db
PAIRS = 40  # paired requests for the rank test


@pytest.fixture
def partnership(db):
    return factories.a_partnership()


@pytest.fixture
def pages(partnership, sign_in):
    """Give a way to open the page for somebody on whom the hub holds these facts."""
    enquiry = an_enquiry(partnership)
    client = sign_in(partnership.social_worker)
    with rows.acting_for(acting(partnership.social_worker)):
        person = EnquiryPerson.objects.get(enquiry_id=enquiry, role="child")

    def opened(**facts):
        with rows.acting_for(acting(partnership.social_worker)):
            EnquiryPerson.objects.filter(id=person.id).update(sought=facts)
        return client.get(f"/hub/enquiry/{enquiry}/who/{person.id}")

    opened.judge = lambda record: client.get(f"/hub/enquiry/{enquiry}/who/{person.id}/record/{record}")
    return opened


LOCKED = {"given": "Freya", "family": "Umpleby", "birth": "4/7/2015", "number": "9991026649"}
NOBODY = {"given": "Greta", "family": "Ampleby", "birth": "5/8/2016", "number": "9991039961"}


@pytest.fixture
def locked(partnership):
    """A record that would be a match, locked by its agency; and somebody findable, so that finding works at all."""
    made.listed(partnership.teacher, given_name="Otis", family_name="Quell", nhs_number="")
    record = made.listed(partnership.doctor)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        shields.shield(actor=actor, record_id=record.id, kind="locked", reason="Risk", at=NOW)
    return record


def body(answer, facts):
    """The page without what differs for everybody: tokens, and the facts that were typed."""
    text = re.sub(
        r'(nonce|csrfmiddlewaretoken" value|name="csrf-token" content)="[^"]*"', r'\1="x"', answer.content.decode()
    )
    for name, value in facts.items():
        text = text.replace(value, name)
    return re.sub(r"\d\d:\d\d", "at", text)


def test_a_findable_person_is_found_so_that_what_follows_can_fail(pages, locked):
    assert "Otis Quell" in pages(given="Otis", family="Quell", birth="4/7/2015").content.decode()


def test_status_length_and_every_byte_are_those_of_nobody(pages, locked):
    first, second = pages(**LOCKED), pages(**NOBODY)
    assert first.status_code == second.status_code == 200
    assert body(first, LOCKED) == body(second, NOBODY)
    assert len(first.content) - sum(map(len, LOCKED.values())) == len(second.content) - sum(map(len, NOBODY.values()))
    assert set(first.headers) == set(second.headers)


def test_its_own_address_is_that_of_a_record_that_does_not_exist(pages, locked):
    pages(**LOCKED)
    here, nowhere = pages.judge(locked.id), pages.judge(uuid4())
    assert here.status_code == nowhere.status_code == 404
    assert body(here, {}) == body(nowhere, {})


def test_the_time_it_takes_does_not_tell_them_apart(pages, locked):
    """Rank test over paired requests, in turn: a locked one is slower than nobody about as often as faster."""
    took = {"locked": [], "nobody": []}
    for turn in range(PAIRS + 3):
        order = [("locked", LOCKED), ("nobody", NOBODY)]
        for name, facts in order if turn % 2 else reversed(order):
            start = time.perf_counter()
            pages(**facts)
            if turn >= 3:  # the first fill caches
                took[name].append(time.perf_counter() - start)
    above = sum(one > other for one in took["locked"] for other in took["nobody"])
    share = above / PAIRS**2
    # One half is no difference. With forty of each, chance alone stays within 0.25 to 0.75 but once in ten thousand.
    assert 0.25 < share < 0.75


@pytest.mark.django_db(transaction=True)
def test_meanwhile_the_custodian_is_told(pages, locked, partnership, in_worker_role):
    pages(**LOCKED)
    pages(**NOBODY)
    assert in_worker_role(custodians.tell) == 1
