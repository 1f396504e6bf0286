"""Asking an agency: honest, specific, once, and seen by the two parties alone."""
# covers: W4 W13 W23

from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.notices.models import Notice
from sharewell.rules.refusals import NotAllowed, NotFound
from sharewell.sharing import queries, request_terms, requests
from sharewell.sharing.models import InformationRequest

from factories import NOW, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db


def test_the_same_key_twice_is_one_request(partnership, enquiry_id):
    key = uuid4()
    assert a_request(partnership, enquiry=enquiry_id, key=key) == a_request(partnership, enquiry=enquiry_id, key=key)
    with rows.acting_for(acting(partnership.social_worker)):
        assert InformationRequest.objects.count() == 1


def test_only_the_two_parties_see_a_request(partnership, request_id):
    for practitioner, seen in ((partnership.doctor, 1), (partnership.social_worker, 1), (partnership.officer, 0)):
        with rows.acting_for(acting(practitioner)):
            assert InformationRequest.objects.count() == seen
    with rows.acting_for(acting(partnership.officer)) as actor, pytest.raises(NotFound):
        queries.one(actor, request_id)


def test_the_asked_agency_is_told_that_something_waits_and_nothing_else(partnership, request_id):
    with rows.acting_for(acting(partnership.doctor)):
        notice = Notice.objects.get(kind="request_waits")
        assert notice.about == request_id
        assert {field.name for field in Notice._meta.fields} <= {
            "id",
            "agency_id",
            "practitioner_id",
            "kind",
            "about",
            "made_at",
            "due_at",
            "seen_at",
            "done_at",
            "mailed_at",
        }


@pytest.mark.parametrize(
    "changed",
    [
        {"questions": [" "]},
        {"purpose_text": ""},
        {"subjects": []},
        {"legal_basis": "s47", "level": "in_need"},
    ],
)
def test_a_vague_or_overstated_request_is_not_sent(partnership, enquiry_id, changed):
    with pytest.raises(requests.NotAsked) as refusal:
        a_request(partnership, enquiry=enquiry_id, **changed)
    assert refusal.value.next_step


def test_send_everything_gets_a_hint_and_is_not_refused(partnership, enquiry_id):
    assert request_terms.asks_for_everything("Please send everything you hold")
    assert not request_terms.asks_for_everything("Any injuries since March?")
    assert a_request(partnership, enquiry=enquiry_id, questions=["Send everything"])


def test_the_first_to_open_it_answers_for_it(partnership, request_id):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        opened = requests.open_one(actor=actor, request_id=request_id, at=NOW)
        assert opened.accountable_id == partnership.doctor.id
        assert opened.state == "opened"


def test_an_agency_that_was_not_asked_cannot_open_it(partnership, request_id):
    with rows.acting_for(acting(partnership.officer)) as actor, pytest.raises(NotFound):
        requests.open_one(actor=actor, request_id=request_id, at=NOW)


def test_a_school_cannot_ask_an_agency(partnership, enquiry_id):
    with rows.acting_for(acting(partnership.teacher)) as actor, pytest.raises(NotAllowed):
        requests.ask(
            actor=actor,
            key=uuid4(),
            enquiry_id=enquiry_id,
            asked_agency_id=partnership.gp.id,
            purpose="",
            purpose_text="x",
            legal_basis="s17",
            level="in_need",
            questions=["x"],
            subjects=[],
            period_from=None,
            period_to=None,
            due_at=NOW,
            family_knows="no",
            family_note="",
            handling="",
            at=NOW,
        )
