"""A request from the hub to a surgery, ready to be answered."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from sharewell.base import rows
from sharewell.cases import drafts, enquiries
from sharewell.sharing import raising, requests
from sharewell.sharing.items import Item

from factories import NOW, a_partnership, acting


@pytest.fixture
def partnership():
    return a_partnership()


def an_enquiry(partnership) -> UUID:
    """Raise a concern about Mason Tempest and open an enquiry into it."""
    with rows.acting_for(acting(partnership.teacher)) as actor:
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=NOW)
        child = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013"}
        drafts.save(actor=actor, draft_id=draft.id, step="people", answers={"list": [child]}, version=0, at=NOW)
        contact = raising.send(actor=actor, draft_id=draft.id, reasons="Worried", at=NOW).id
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return enquiries.open_from(actor=actor, contact_id=contact, at=NOW).id


def a_request(partnership, **changed) -> UUID:
    """Ask the surgery about Mason."""
    enquiry = changed.pop("enquiry", None) or an_enquiry(partnership)
    fields = {
        "key": uuid4(),
        "enquiry_id": enquiry,
        "asked_agency_id": partnership.gp.id,
        "purpose": "CHILD_PROTECTION",
        "purpose_text": "Mason hides when his mother's partner shouts.",
        "legal_basis": "s47",
        "level": "significant_harm",
        "questions": ["Any injuries since March?"],
        "subjects": [requests.Subject("Mason", "Tempest", "child", born_on=date(2013, 10, 2))],
        "period_from": None,
        "period_to": None,
        "due_at": NOW + timedelta(hours=4),
        "family_knows": "no",
        "family_note": "",
        "handling": "",
        "at": NOW,
    } | changed
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return requests.ask(actor=actor, **fields).id


@pytest.fixture
def enquiry_id(partnership):
    return an_enquiry(partnership)


@pytest.fixture
def request_id(partnership):
    return a_request(partnership)


def an_item(text: str = "Bruise on arm.", **changed) -> Item:
    """Make a passage."""
    fields = {"text": text, "kind": "fact", "source": "Minster Gate Surgery", "subject_name": "Mason Tempest"} | changed
    return Item(**fields)


def decision_fields(request_id: UUID, **changed) -> dict:
    """Give what a decision to share one passage needs."""
    return {
        "key": uuid4(),
        "request_id": request_id,
        "outcome": "part",
        "reasons": "It bears on the question.",
        "tests": {},
        "advice": {"recommendation": "SHARE_NOW", "rules_version": "test"},
        "departure_reason": "",
        "items": [an_item()],
        "recipient_id": None,
        "covering_note": "",
        "message": "",
        "record_ids": [],
        "at": NOW,
    } | changed
