"""An outcome with its reasons, services that somebody owns, and feedback in words of its own."""
# covers: Y5 W3

from datetime import date, timedelta
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.cases import contact_queries, enquiries, feedback, outcomes, queries, queue
from sharewell.cases.models import Contact, Enquiry, Feedback, Outcome
from sharewell.notices import queries as notices
from sharewell.people.protection import TellsWhere
from sharewell.rules.refusals import NotFound
from sharewell.sharing import requests

from factories import NOW, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db
SERVICE = outcomes.Service("Strategy discussion", "Nadia Kirkby", date(2026, 11, 25))


def conclude(partnership, enquiry_id, **changed):
    fields = {
        "enquiry_id": enquiry_id,
        "key": uuid4(),
        "kind": "strategy_discussion",
        "rationale": "Three accounts fit together.",
        "services": [SERVICE],
        "at": NOW,
    } | changed
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return outcomes.record(actor=actor, **fields)


def tell(partnership, enquiry_id, text="Thank you. A social worker sees him tomorrow."):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return feedback.send(actor=actor, enquiry_id=enquiry_id, text=text, at=NOW)


def test_an_outcome_has_its_reasons_its_services_and_its_retention(partnership, enquiry_id):
    made = conclude(partnership, enquiry_id)
    with rows.acting_for(acting(partnership.social_worker)):
        enquiry = Enquiry.objects.get(id=enquiry_id)
        (shown,) = queries.outcomes_of(enquiry)
        assert [(one.name, one.owner, one.due_on) for one in shown.services.all()] == [
            ("Strategy discussion", "Nadia Kirkby", date(2026, 11, 25))
        ]
    assert enquiry.state == "concluded"
    assert (made.decided_by_id, made.retention_class) == (partnership.social_worker.id, "outcome")
    assert made.review_on > NOW.date()


@pytest.mark.parametrize("changed", [{"rationale": " "}, {"kind": "whatever"}])
def test_an_outcome_without_reasons_is_not_recorded(partnership, enquiry_id, changed):
    with pytest.raises(enquiries.NeedsAReason):
        conclude(partnership, enquiry_id, **changed)
    with rows.acting_for(acting(partnership.social_worker)):
        assert Outcome.objects.count() == 0


def test_what_was_not_answered_does_not_hold_up_an_outcome(partnership, enquiry_id):
    a_request(partnership, enquiry=enquiry_id)
    assert conclude(partnership, enquiry_id).kind == "strategy_discussion"


def test_the_same_key_twice_is_one_outcome_and_a_colleagues_is_shown(partnership, enquiry_id):
    key = uuid4()
    first = conclude(partnership, enquiry_id, key=key)
    assert conclude(partnership, enquiry_id, key=key).id == first.id
    with pytest.raises(outcomes.ConcludedMeanwhile) as both:
        conclude(partnership, enquiry_id, kind="early_help")
    assert both.value.theirs.id == first.id
    assert conclude(partnership, enquiry_id, kind="early_help", seen_id=first.id).kind == "early_help"


def test_an_enquiry_opened_again_keeps_its_outcomes_and_has_a_new_clock(partnership, enquiry_id):
    conclude(partnership, enquiry_id)
    later = NOW + timedelta(days=7)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        again = enquiries.reopen(actor=actor, enquiry_id=enquiry_id, reason="Seen with a bruise.", at=later)
        assert (again.state, again.concluded_at) == ("open", None)
        assert again.decision_due_at == later + timedelta(days=1)
        assert queries.outcomes_of(again).count() == 1
        assert [one.enquiry.id for one in queue.read(actor, later)] == [enquiry_id]


def test_opening_again_says_why(partnership, enquiry_id):
    conclude(partnership, enquiry_id)
    with rows.acting_for(acting(partnership.social_worker)) as actor, pytest.raises(enquiries.NeedsAReason):
        enquiries.reopen(actor=actor, enquiry_id=enquiry_id, reason="", at=NOW)


def test_asking_on_after_the_outcome_opens_the_work_again(partnership, enquiry_id):
    conclude(partnership, enquiry_id)
    request = a_request(partnership, enquiry=enquiry_id)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert Enquiry.objects.get(id=enquiry_id).state == "checking"
        assert requests.look_at(actor=actor, request_id=request, at=NOW).state == "asked"


def test_feedback_is_read_by_the_one_who_raised_it_and_never_holds_the_hubs_reasons(partnership, enquiry_id):
    conclude(partnership, enquiry_id)
    tell(partnership, enquiry_id)
    with rows.acting_for(acting(partnership.teacher)) as actor:
        contact = Contact.objects.get()
        assert [one.kind for one in notices.waiting(actor)] == ["feedback_arrived"]
        told = feedback.for_sender(actor=actor, contact_id=contact.id, at=NOW)
        assert told.text == "Thank you. A social worker sees him tomorrow."
        assert told.read_at == NOW
        assert not notices.waiting(actor).exists()
        assert Outcome.objects.count() == Enquiry.objects.count() == 0
        assert contact_queries.read(actor=actor, contact_id=contact.id, at=NOW).id == contact.id


def test_feedback_is_sent_once_and_a_second_text_is_not_sent_over_it(partnership, enquiry_id):
    first = tell(partnership, enquiry_id)
    assert tell(partnership, enquiry_id).id == first.id
    with pytest.raises(feedback.ToldMeanwhile) as both:
        tell(partnership, enquiry_id, "We did nothing.")
    assert both.value.theirs.id == first.id


def test_feedback_that_tells_a_protected_place_is_not_sent(partnership, enquiry_id):
    with rows.acting_for(acting(partnership.teacher)):
        contact = Contact.objects.get()
        contact.people.update(is_address_protected=True, address="61 Wharf Street, Thornwick", postcode="YX11 5JH")
    with pytest.raises(TellsWhere):
        tell(partnership, enquiry_id, "We visit them at 61 Wharf Street tomorrow.")
    with rows.acting_for(acting(partnership.social_worker)):
        assert Feedback.objects.count() == 0


def test_nobody_else_reads_feedback_or_the_contact(partnership, enquiry_id):
    tell(partnership, enquiry_id)
    with rows.acting_for(acting(partnership.teacher)):
        contact_id = Contact.objects.get().id
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert feedback.for_sender(actor=actor, contact_id=contact_id, at=NOW) is None
        with pytest.raises(NotFound):
            contact_queries.read(actor=actor, contact_id=contact_id, at=NOW)
