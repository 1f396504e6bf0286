"""A double click, a retry after a cut connection, two tabs: one referral, one request, one decision, one delivery."""
# covers: W14

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from sharewell.base import rows
from sharewell.cases import drafts, enquiries
from sharewell.cases.models import Contact, Enquiry
from sharewell.ledger import entries
from sharewell.sharing import decisions, raising
from sharewell.sharing.models import Decision, DisclosedItem, Disclosure, InformationRequest

from factories import NOW, a_partnership, acting
from sharing_factories import a_request, an_enquiry, decision_fields

CHILD = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013"}


def at_once(deed: Callable[[], UUID], times: int = 2) -> list[UUID]:
    """Do a deed several times at the same moment, each on a connection of its own; gives what each made."""
    made: list[UUID] = []
    faults: list[Exception] = []
    together = threading.Barrier(times)

    def click() -> None:
        try:
            together.wait(10)
            made.append(deed())
        except Exception as fault:  # noqa: BLE001 (looked at below)
            faults.append(fault)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(times)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(30)
    assert faults == []
    return made


def a_draft(p) -> UUID:
    with rows.acting_for(acting(p.teacher)) as actor:
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=NOW)
        drafts.save(actor=actor, draft_id=draft.id, step="people", answers={"list": [CHILD]}, version=0, at=NOW)
        return draft.id


@pytest.mark.django_db(transaction=True)
def test_everything_that_is_sent_is_sent_once_however_often_it_is_clicked():
    p = a_partnership()
    draft, teacher = a_draft(p), acting(p.teacher)

    def send() -> UUID:
        with rows.acting_for(teacher) as actor:
            return raising.send(actor=actor, draft_id=draft, reasons="", at=NOW).id

    (contact,) = set(at_once(send, 3))
    worker = acting(p.social_worker)

    def enquire() -> UUID:
        with rows.acting_for(worker) as actor:
            return enquiries.open_from(actor=actor, contact_id=contact, at=NOW).id

    (enquiry,) = set(at_once(enquire))
    key = uuid4()
    (request,) = set(at_once(lambda: a_request(p, enquiry=enquiry, key=key)))
    fields, doctor = decision_fields(request), acting(p.doctor)

    def decide() -> UUID:
        with rows.acting_for(doctor) as actor:
            return decisions.record(actor=actor, **fields).id

    assert len(set(at_once(decide, 3))) == 1
    with rows.acting_for(acting(p.social_worker)):
        assert (Contact.objects.count(), Enquiry.objects.count(), InformationRequest.objects.count()) == (1, 1, 1)
    with rows.acting_for(doctor):
        assert (Decision.objects.filter(agency=p.gp).count(), Disclosure.objects.count()) == (1, 1)
        assert DisclosedItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_deciding_at_the_same_moment_leave_one_decision_and_tell_the_second(sign_in):
    """Two tabs have two keys: the second is shown what was decided, and nothing of it is lost."""
    p = a_partnership()
    at = timezone.now()
    request = a_request(p, at=at, due_at=at + timedelta(days=900))
    form = {
        "outcome": "part",
        "text_own": "Bruise.",
        "kind_own": "fact",
        "need_own": "q0",
        "confirm": "1",
        "version": 0,
    }
    form |= {"reasons": "It bears on it.", "message": "No more.", "departure": "x"}
    clients = [sign_in(p.doctor), Client()]
    clients[1].force_login(p.doctor)
    answers: list[int] = []
    waiting = list(clients)

    def decide() -> UUID:
        answers.append(waiting.pop().post(f"/requests/{request}/decide", form | {"key": uuid4()}).status_code)
        return uuid4()

    at_once(decide)
    assert sorted(answers) == [302, 409]
    with rows.acting_for(acting(p.doctor)):
        assert (Decision.objects.count(), Disclosure.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["disclosure.made", "decision.recorded"])
def test_a_retry_after_a_cut_connection_makes_what_the_first_did_not(monkeypatch, after):
    """The connection goes in the middle: nothing of it stands, and the same form again makes it once."""
    p = a_partnership()
    fields = decision_fields(a_request(p))
    whole = entries.append

    def cut(**what):
        whole(**what)
        if what["event"] == after:
            raise OperationalError("the connection was cut")

    with monkeypatch.context() as broken:
        broken.setattr(entries, "append", cut)
        with pytest.raises(OperationalError), rows.acting_for(acting(p.doctor)) as actor:
            decisions.record(actor=actor, **fields)
    with rows.acting_for(acting(p.doctor)) as actor:
        assert Decision.objects.count() == Disclosure.objects.count() == 0
    for _ in range(2):
        with rows.acting_for(acting(p.doctor)) as actor:
            decisions.record(actor=actor, **fields)
    with rows.acting_for(acting(p.doctor)):
        assert (Decision.objects.count(), Disclosure.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["insert", "lost", "full"])
def test_when_the_record_cannot_be_written_nothing_is_shared_shown_or_sent(sign_in, monkeypatch, way):
    """No record, no access: the page says so, and neither side finds anything afterwards."""
    p = a_partnership()
    at = timezone.now()
    enquiry = an_enquiry(p)
    request = a_request(p, enquiry=enquiry, at=at, due_at=at + timedelta(days=900))
    doctor, worker, teacher = sign_in(p.doctor), sign_in(p.social_worker), sign_in(p.teacher)
    draft = a_draft(p)
    statement = {
        "insert": "INSERT INTO ledger_nowhere (a) VALUES (%(leaf)s)",
        "lost": "SELECT 1/0 WHERE %(leaf)s IS NOT NULL",
        "full": "SELECT repeat(%(event)s, 2000000000)",
    }[way]
    monkeypatch.setattr(entries, "_WRITE", statement)
    form = {"outcome": "part", "text_own": "Bruise on arm.", "kind_own": "fact", "need_own": "q0", "confirm": "1"}
    form |= {"reasons": "x", "message": "x", "departure": "x", "key": uuid4()}
    tried = [
        doctor.post(f"/requests/{request}/decide", form),
        doctor.post(f"/requests/{request}/urgent", {"text": "Bruise on arm.", "key": uuid4()}),
        doctor.get(f"/requests/{request}"),
        worker.get(f"/hub/enquiry/{enquiry}"),
        worker.get(f"/hub/enquiry/{enquiry}/picture"),
        worker.get("/hub"),
        worker.post(f"/hub/enquiry/{enquiry}/feedback", {"text": "Thank you."}),
        teacher.post(f"/concern/{draft}/check", {"reasons": "He was hit."}),
    ]
    for answer in tried:
        text = answer.content.decode()
        assert answer.status_code == 400, text[:500]
        assert "could not be recorded" in text
        assert "Mason" not in text
        assert "Bruise" not in text
        assert "999" in text
    monkeypatch.undo()
    with rows.acting_for(acting(p.doctor)):
        assert Decision.objects.count() == Disclosure.objects.count() == 0
    with rows.acting_for(acting(p.social_worker)):
        assert Contact.objects.count() == 1
