"""Deciding: once, with reasons, never blocked by the advice, never leaking a protected place."""
# covers: W5 W6 W8 Y13

import threading

import pytest
from django.db import connection

from sharewell.base import rows
from sharewell.ledger import history
from sharewell.people.models import PersonRecord
from sharewell.sharing import conversations, decisions, escalations, leak_guard, queries
from sharewell.sharing.models import Decision, DisclosedItem, Disclosure

from factories import NOW, a_partnership, acting
from sharing_factories import a_request, an_item, decision_fields

pytestmark = pytest.mark.django_db


def decide(partnership, request_id, **changed):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        return decisions.record(actor=actor, **decision_fields(request_id, **changed))


def test_a_decision_to_share_is_kept_with_what_the_advice_said_then(partnership, request_id):
    made = decide(partnership, request_id)
    assert made.advice["recommendation"] == "SHARE_NOW"
    assert not made.departs_from_advice
    assert made.retention_class == "decision"
    assert made.review_on > NOW.date()


def test_a_refusal_to_share_is_kept_like_any_decision_and_opens_a_conversation(partnership, request_id):
    made = decide(
        partnership,
        request_id,
        outcome="nothing",
        items=[],
        message="We hold nothing that bears on it.",
        departure_reason="Nothing we hold bears on it.",
    )
    assert made.outcome == "nothing"
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert queries.one(actor, request_id).state == "refused"
        assert [one.text for one in queries.messages_of(actor, request_id)] == ["We hold nothing that bears on it."]
        escalations.escalate(actor=actor, request_id=request_id, reason="He was seen with a bruise.", at=NOW)
        assert queries.one(actor, request_id).state == "escalated"
    again = decide(partnership, request_id)
    assert again.outcome == "part"


def test_departing_from_the_advice_needs_a_reason_and_is_never_blocked(partnership, request_id):
    advice = {"recommendation": "DO_NOT_SHARE"}
    with pytest.raises(decisions.DecisionIncomplete):
        decide(partnership, request_id, advice=advice)
    made = decide(partnership, request_id, advice=advice, departure_reason="I know this family.")
    assert made.departs_from_advice


def test_without_advice_a_decision_can_be_made_all_the_same(partnership, request_id):
    assert decide(partnership, request_id, advice={"unassisted": True}).outcome == "part"


@pytest.mark.parametrize(
    "changed",
    [
        {"reasons": " "},
        {"items": []},
        {"items": [an_item(kind="unlabelled")]},
        {"outcome": "nothing", "items": [], "departure_reason": "x"},
        {"outcome": "everything"},
    ],
)
def test_what_nobody_could_follow_later_is_not_recorded(partnership, request_id, changed):
    with pytest.raises(decisions.DecisionIncomplete):
        decide(partnership, request_id, **changed)
    with rows.acting_for(acting(partnership.doctor)):
        assert Decision.objects.count() == Disclosure.objects.count() == 0


def test_the_same_key_twice_is_one_decision_and_one_delivery(partnership, request_id):
    fields = decision_fields(request_id)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        first = decisions.record(actor=actor, **fields)
        assert decisions.record(actor=actor, **fields).id == first.id
        assert Disclosure.objects.count() == 1


def test_t09_a_protected_place_is_never_sent_however_it_is_written(partnership, request_id):
    with rows.acting_for(acting(partnership.doctor)):
        record = PersonRecord.objects.create(
            agency=partnership.gp,
            source="list",
            source_ref="1",
            given_name="Zofia",
            address="Flat 3, 61 Wharf Street, Thornwick",
            postcode="YX11 5JH",
            is_address_protected=True,
        )
    for text in ("She lives at 61 wharf street now.", "Letters go to yx115jh.", "FLAT 3"):
        with pytest.raises(leak_guard.WouldLeak):
            decide(partnership, request_id, items=[an_item(text)], record_ids=[record.id])
    assert decide(partnership, request_id, items=[an_item("She is safe in Thornwick.")], record_ids=[record.id])


def test_every_party_finds_the_decision_in_its_history_and_nobody_else_does(partnership, request_id):
    decide(partnership, request_id)
    found = {}
    for practitioner in (partnership.doctor, partnership.social_worker, partnership.officer):
        with rows.acting_for(acting(practitioner)) as actor:
            found[practitioner] = {one.event for one in history.history(actor, request_id).entries}
    assert {"decision.recorded", "disclosure.made"} <= found[partnership.doctor]
    assert {"decision.recorded", "disclosure.made"} <= found[partnership.social_worker]
    assert found[partnership.officer] == set()


def test_no_other_agency_can_write_into_the_conversation(partnership, request_id):
    from uuid import uuid4

    from sharewell.rules.refusals import NotFound

    with rows.acting_for(acting(partnership.officer)) as actor, pytest.raises(NotFound):
        conversations.write(actor=actor, key=uuid4(), request_id=request_id, text="Hello", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_decision_and_one_delivery():
    partnership = a_partnership()
    fields = decision_fields(a_request(partnership))
    actor, made, faults = acting(partnership.doctor), [], []
    together = threading.Barrier(2)

    def click() -> None:
        try:
            together.wait()
            with rows.acting_for(actor):
                made.append(decisions.record(actor=actor, **fields).id)
        except Exception as fault:  # noqa: BLE001 (looked at below)
            faults.append(fault)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert faults == []
    assert len(set(made)) == 1
    with rows.acting_for(actor):
        assert (Decision.objects.count(), Disclosure.objects.count(), DisclosedItem.objects.count()) == (1, 1, 1)
