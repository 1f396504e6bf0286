"""Undoing who somebody is lists what followed, makes it something to do, and tells everyone who was told."""
# covers: Y4 W14 W25

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sharewell.base import rows, sheets
from sharewell.cases import outcomes, recognising, watching
from sharewell.involvement import who_else
from sharewell.matching.comparing import Known
from sharewell.notices import queries as notices
from sharewell.people import identity
from sharewell.people.models import IdentityJudgement
from sharewell.sharing import decisions, requests, undoing
from sharewell.sharing.models import Message

from factories import NOW, a_practitioner, acting
from involvement_factories import agreed, listed, works_with
from sharing_factories import a_request, an_enquiry, decision_fields

pytestmark = pytest.mark.django_db
MASON = Known(given="Mason", family="Tempest", born_on=date(2013, 10, 2))
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def colleague(partnership):
    return a_practitioner(partnership.hub, "R01")


@pytest.fixture
def judged(partnership, colleague):
    """Mason in an enquiry; the surgery's record confirmed, and everything that rests on it done since."""
    enquiry = an_enquiry(partnership)
    record = listed(partnership.doctor, given_name="Mason", family_name="Tempest", born_on=MASON.born_on)
    works_with(partnership.doctor, record)
    agreed(partnership, partnership.gp)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        meant = recognising.EnquiryPerson.objects.get(enquiry_id=enquiry, role="child")
        person = recognising.as_new(actor=actor, enquiry_id=enquiry, ref=meant.id, known=MASON, at=NOW)
        judgement = identity.judge(
            actor=actor,
            person_id=person.id,
            record_id=record.id,
            record_agency_id=record.agency_id,
            is_same=True,
            reason="Name and birth date.",
            evidence={},
            at=NOW,
        )
    subject = requests.Subject(
        "Mason", "Tempest", "child", born_on=MASON.born_on, person_id=person.id, record_ids=[record.id]
    )
    request = a_request(partnership, enquiry=enquiry, subjects=[subject])
    with rows.acting_for(acting(partnership.doctor)) as actor:
        decisions.record(actor=actor, **decision_fields(request))
    with rows.acting_for(acting(colleague)) as actor:
        who_else.ask(actor=actor, person_id=person.id, reason="Worry", purpose="SAFEGUARDING", at=NOW)
        watching.set_watch(
            actor=actor,
            enquiry_id=enquiry,
            person_id=person.id,
            purpose="SAFEGUARDING",
            reason="Worry",
            until=NOW.date() + timedelta(days=7),
            at=NOW,
        )
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        outcomes.record(
            actor=actor, enquiry_id=enquiry, key=uuid4(), kind="strategy_discussion", rationale="x", services=[], at=NOW
        )
    return judgement


def undone(partnership, judgement, tell="Please stop: we had somebody else in mind.", at=LATER):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return undoing.undo(actor=actor, judgement_id=judgement.id, reason="Another child.", tell=tell, at=at)


def test_everything_that_followed_is_listed_with_what_to_do(partnership, judged):
    followed = undone(partnership, judged)
    assert {one.kind for one in followed} == {"request", "disclosure", "who_else", "watch", "outcome"}
    words = {one.kind: one.words for one in followed}
    assert "Minster Gate Surgery was asked" in words["request"]
    assert "this very record was named" in words["request"]
    assert "not opened yet" in words["disclosure"]
    assert "was shown: Minster Gate Surgery" in words["who_else"]
    assert all(one.to_do for one in followed)


def test_the_agency_that_was_asked_is_told_in_the_undoers_words_with_its_request(partnership, judged):
    undone(partnership, judged, tell="Please stop: we had somebody else in mind.")
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert Message.objects.get().text == "Please stop: we had somebody else in mind."
        assert "message_arrived" in {one.kind for one in notices.waiting(actor)}


def test_nothing_is_undone_before_those_who_were_asked_are_told(partnership, judged):
    with pytest.raises(undoing.TellThemWhat):
        undone(partnership, judged, tell=" ")
    with rows.acting_for(acting(partnership.social_worker)):
        assert IdentityJudgement.objects.get(id=judged.id).undone_at is None


def test_the_hubs_own_people_who_were_shown_something_get_a_notice_that_leads_to_the_list(
    partnership, judged, colleague
):
    undone(partnership, judged)
    with rows.acting_for(acting(colleague)) as actor:
        assert [one.about for one in notices.waiting(actor) if one.kind == "identity_undone"] == [judged.id]
        undoing.read(actor=actor, judgement_id=judged.id, at=LATER)
        assert [one for one in notices.waiting(actor) if one.kind == "identity_undone"] == []


def test_each_thing_is_ticked_off_with_what_was_done_and_the_first_note_stays(partnership, judged):
    first = undone(partnership, judged)[0]
    with rows.acting_for(acting(partnership.manager)) as actor:
        with pytest.raises(undoing.WhatWasDone):
            undoing.tick_off(actor=actor, follow_up_id=first.id, note=" ", at=LATER)
        undoing.tick_off(actor=actor, follow_up_id=first.id, note="Rang them.", at=LATER)
        undoing.tick_off(actor=actor, follow_up_id=first.id, note="Something else.", at=LATER)
        listed_now = list(undoing.of(actor, judged.id))
        assert [one.done_note for one in listed_now if one.id == first.id] == ["Rang them."]
        assert listed_now[-1].id == first.id
        enquiry = recognising.EnquiryPerson.objects.get(person_id=judged.person_id).enquiry_id
        sheet = sheets.read(undoing.STILL_TO_DO, agency=actor.agency_id, enquiry=enquiry)
        assert len(sheet[undoing.STILL_TO_DO]) == 4


def test_undoing_twice_makes_one_list_and_one_message(partnership, judged):
    first = undone(partnership, judged)
    again = undone(partnership, judged, at=LATER + timedelta(hours=1))
    assert {one.id for one in again} == {one.id for one in first}
    with rows.acting_for(acting(partnership.doctor)):
        assert Message.objects.count() == 1


def test_the_judgement_and_its_undoing_are_both_kept_and_in_the_ledger(partnership, judged):
    undone(partnership, judged)
    with rows.acting_for(acting(partnership.social_worker)), connection.cursor() as cursor:
        kept = IdentityJudgement.objects.get(id=judged.id)
        assert (kept.reason, kept.undone_reason, kept.undone_at) == ("Name and birth date.", "Another child.", LATER)
        cursor.execute("SELECT event FROM ledger_opening WHERE event LIKE 'identity.%%' ORDER BY at")
        assert [event for (event,) in cursor.fetchall()] == ["identity.confirmed", "identity.undone"]


def test_another_hub_sees_neither_the_list_nor_the_judgement(partnership, judged):
    undone(partnership, judged)
    with rows.acting_for(acting(partnership.coordinator)) as actor:
        assert list(undoing.of(actor, judged.id)) == []
        with pytest.raises(undoing.NotFound):
            undoing.read(actor=actor, judgement_id=judged.id, at=LATER)


def test_undoing_a_rejection_has_no_list(partnership):
    enquiry = an_enquiry(partnership)
    record = listed(partnership.doctor)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        meant = recognising.EnquiryPerson.objects.get(enquiry_id=enquiry, role="child")
        person = recognising.as_new(actor=actor, enquiry_id=enquiry, ref=meant.id, known=MASON, at=NOW)
        judgement = identity.judge(
            actor=actor,
            person_id=person.id,
            record_id=record.id,
            record_agency_id=record.agency_id,
            is_same=False,
            reason="Another birth date.",
            evidence={},
            at=NOW,
        )
    assert undone(partnership, judgement, tell="") == []
