"""What waits too long is said once at each step: to the asked, the asker, the manager, the sender, the adviser."""
# covers: W4 W9 W11 W12

import contextlib
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections

from sharewell import settings as parsed
from sharewell.base import rows
from sharewell.ledger import history
from sharewell.notices import queries as notices
from sharewell.sharing import (
    chasing,
    consultations,
    corrections,
    decisions,
    disclosures,
    escalations,
    openness,
    queries,
    requests,
)
from sharewell.sharing.models import DisclosedItem, Disclosure, InformationRequest

from factories import NOW, a_partnership, acting
from sharing_factories import a_request, decision_fields

HOUR = timedelta(hours=1)


@pytest.fixture
def chase(transactional_db, own_clone):
    """Chase in the worker's role, as the worker does every minute; gives how many reminders were left."""

    def chased(at: datetime) -> int:
        with as_worker(own_clone.addresses.worker):
            return chasing.chase(at)

    return chased


@contextlib.contextmanager
def as_worker(address: str):
    default = connections["default"]
    before = dict(default.settings_dict)
    default.close()
    default.settings_dict.update(parsed._database(address))
    try:
        yield
    finally:
        default.close()
        default.settings_dict.update(before)


def told(practitioner, about) -> list[str]:
    with rows.acting_for(acting(practitioner)) as actor:
        return [one.kind for one in notices.waiting(actor).filter(about=about)]


@pytest.mark.django_db(transaction=True)
def test_a_request_is_chased_at_half_its_time_and_at_its_end_each_once(chase):
    p = a_partnership()
    request = a_request(p)  # four hours
    assert chase(NOW + HOUR) == 0
    assert chase(NOW + 2 * HOUR) == 1
    assert chase(NOW + 2 * HOUR + timedelta(minutes=5)) == 0
    assert "request_due" in told(p.doctor, request)
    # At its end the asked agency, the accountable social worker and the hub's manager.
    assert chase(NOW + 4 * HOUR) == 3
    assert chase(NOW + 5 * HOUR) == 0
    assert "request_overdue" in told(p.doctor, request)
    assert told(p.social_worker, request) == told(p.manager, request) == ["request_unanswered"]
    with rows.acting_for(acting(p.social_worker)) as actor:
        events = [one.event for one in history.history(actor, request).entries]
        assert events.count("request.chased") == 2
        assert queries.is_overdue(queries.one(actor, request), NOW + 5 * HOUR)
        # Silence is a reason as good as a refusal.
        escalated = escalations.escalate(actor=actor, request_id=request, reason="Silence", at=NOW + 5 * HOUR)
        assert (escalated.state, escalated.escalated_to_id) == ("escalated", p.manager.id)


@pytest.mark.django_db(transaction=True)
def test_what_was_answered_or_withdrawn_is_not_chased(chase):
    p = a_partnership()
    answered, withdrawn = a_request(p), a_request(p)
    with rows.acting_for(acting(p.doctor)) as actor:
        made = decisions.record(actor=actor, **decision_fields(answered, outcome="all"))
        sent = Disclosure.objects.get(decision=made)
    with rows.acting_for(acting(p.social_worker)) as actor:
        requests.withdraw(actor=actor, request_id=withdrawn, at=NOW)
        disclosures.receive(actor=actor, disclosure_id=sent.id, at=NOW)
    assert chase(NOW + 9 * HOUR) == 0


@pytest.mark.django_db(transaction=True)
def test_what_nobody_opens_comes_back_to_its_sender_after_the_recipients_working_hours(chase):
    p = a_partnership()
    request = a_request(p)
    late = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # an hour and a half before the hub closes
    with rows.acting_for(acting(p.doctor)) as actor:
        decisions.record(actor=actor, **decision_fields(request, outcome="all", at=late))
        sent = Disclosure.objects.get()
    assert chase(datetime(2026, 11, 24, 23, 0, tzinfo=UTC)) == 0
    due = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
    assert chase(due - timedelta(minutes=1)) == 0
    assert chase(due) == 2
    assert chase(due + HOUR) == 0
    assert told(p.doctor, sent.id) == ["disclosure_unread"]
    assert "disclosure_arrived" in told(p.manager, sent.id)
    with rows.acting_for(acting(p.doctor)) as actor:
        disclosures.look_at_sent(actor=actor, disclosure_id=sent.id, at=due)
    assert told(p.doctor, sent.id) == []
    # Somebody may be away: it is not only the one it was sent to who can open it.
    with rows.acting_for(acting(p.manager)) as actor:
        disclosures.receive(actor=actor, disclosure_id=sent.id, at=due + HOUR)
    assert told(p.social_worker, sent.id) == told(p.manager, sent.id) == []


@pytest.mark.django_db(transaction=True)
def test_a_correction_nobody_reads_comes_back_once(chase):
    p = a_partnership()
    request = a_request(p)
    with rows.acting_for(acting(p.doctor)) as actor:
        decisions.record(actor=actor, **decision_fields(request, outcome="all"))
        sent, item = Disclosure.objects.get(), DisclosedItem.objects.get()
    with rows.acting_for(acting(p.social_worker)) as actor:
        disclosures.receive(actor=actor, disclosure_id=sent.id, at=NOW)
    with rows.acting_for(acting(p.doctor)) as actor:
        corrections.correct(actor=actor, key=uuid4(), item_id=item.id, text="The leg.", reason="Misread", at=NOW)
    assert chase(NOW + 3 * HOUR) == 0
    assert chase(NOW + 4 * HOUR) == 2
    assert chase(NOW + 6 * HOUR) == 0
    assert told(p.doctor, sent.id) == ["correction_unread"]
    with rows.acting_for(acting(p.social_worker)) as actor:
        assert corrections.seen(actor=actor, disclosure_id=sent.id, at=NOW + 7 * HOUR) == 1
        assert not notices.waiting(actor).filter(about=sent.id).exists()


@pytest.mark.django_db(transaction=True)
def test_advice_that_does_not_come_and_a_family_not_told_come_back(chase):
    p = a_partnership()
    request = a_request(p)
    with rows.acting_for(acting(p.doctor)) as actor:
        asked = consultations.ask(
            actor=actor,
            key=uuid4(),
            adviser_id=p.adviser.id,
            question="May I tell the hub?",
            request_id=request,
            draft_id=None,
            at=NOW,
        )
        made = decisions.record(actor=actor, **decision_fields(request, outcome="all"))
        openness.record(
            actor=actor,
            key=uuid4(),
            decision_id=made.id,
            told="not_yet",
            whom="",
            how="",
            notice={},
            not_now_reason="It could put him at risk.",
            look_again_on=NOW.date() + timedelta(days=7),
            at=NOW,
        )
        sent = Disclosure.objects.get()
    with rows.acting_for(acting(p.social_worker)) as actor:
        disclosures.receive(actor=actor, disclosure_id=sent.id, at=NOW)
    assert chase(asked.due_at - timedelta(minutes=1)) == 0
    assert chase(asked.due_at) == 2
    assert "advice_overdue" in told(p.doctor, asked.id)
    assert told(p.adviser, asked.id) == ["advice_asked", "advice_asked"]
    week = NOW + timedelta(days=7)
    assert chase(week) == 1
    assert chase(week + HOUR) == 0
    assert told(p.doctor, made.id) == ["openness_review"]
    with rows.acting_for(acting(p.adviser)) as actor:
        consultations.answer(actor=actor, consultation_id=asked.id, text="Yes.", at=week)
    assert told(p.adviser, asked.id) == []


@pytest.mark.django_db(transaction=True)
def test_one_bad_row_does_not_keep_the_others_waiting(chase, monkeypatch):
    p = a_partnership()
    bad, good = a_request(p), a_request(p)
    whole = chasing._reminder_due
    monkeypatch.setattr(chasing, "_reminder_due", lambda one, at: 1 / 0 if one.id == bad else whole(one, at))
    assert chase(NOW + 2 * HOUR) == 1
    with rows.acting_for(acting(p.doctor)):
        assert InformationRequest.objects.get(id=good).chased_at == NOW + 2 * HOUR
        assert InformationRequest.objects.get(id=bad).chased_at is None
