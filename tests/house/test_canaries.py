"""A protected place and a locked child: looked for on every page, in what is sent, printed and logged."""
# covers: W5 Y8

import logging
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import get_resolver
from django.utils import timezone

from sharewell.base import rows
from sharewell.cases import feedback
from sharewell.cases.models import EnquiryPerson, Feedback
from sharewell.notices.models import Notice
from sharewell.papers import notice_paper, typesetting
from sharewell.people.protection import TellsWhere
from sharewell.rules.access import ROLES, may
from sharewell.sharing import conversations, corrections, decisions, leak_guard, openness

from factories import a_practitioner, acting
from page_walk import SHARED, address, client_of, pages
from sharing_factories import a_request, an_enquiry, an_item, decision_fields
from whole_case import HIDDEN, LOCKED, POSTCODE, STREET, WholeCase, a_whole_case

pytestmark = pytest.mark.django_db

CANARIES = re.compile(f"{STREET}|{POSTCODE}|{LOCKED}", re.IGNORECASE)
NAMES = re.compile(f"Mason|Tempest|{STREET}|{POSTCODE}|{LOCKED}", re.IGNORECASE)
# Where the agency that wrote it down reads its own words; nobody else opens these.
OWN_WORDS = ("request-decide", "request-urgent", "shields")
PARTIES = ("social_worker", "coordinator", "teacher", "doctor", "officer")


@pytest.fixture
def case() -> WholeCase:
    made = a_whole_case()
    made.ids |= {"no_follow_up": uuid4(), "subject": uuid4()}
    return made


def page_accesses() -> dict[str, object]:
    return {one.name: getattr(one.callback, "page_access", None) for one in get_resolver().url_patterns}


def lists_and_forms() -> list[tuple[str, str]]:
    """Give the pages that have no reference in their address, so that they are for everybody in a role."""
    found = get_resolver().url_patterns
    own = [one for one in found if not one.pattern.converters and not f"{one.name}-".startswith(SHARED)]
    named = [(one.name, f"/{one.pattern}") for one in own]
    accesses = page_accesses()
    return [(name, path) for name, path in named if accesses[name] is not None and accesses[name].permission]


def test_no_page_of_anybody_shows_a_protected_place_or_a_locked_child(case, caplog):
    caplog.set_level(logging.INFO)
    records = [(one.name, address(one, {n: case.ids[k] for n, k in refs.items()})) for one, _, refs in pages()]
    people = {name: getattr(case.partnership, name) for name in PARTIES}
    people |= {role: a_practitioner(case.partnership.hub, role) for role in ROLES}
    accesses, told, opened = page_accesses(), [], 0
    for who, practitioner in people.items():
        client = client_of(practitioner)
        for name, path in [*lists_and_forms(), *(records if who in PARTIES else [])]:
            if not may(practitioner.role, accesses[name].permission):
                continue
            answer = client.get(path)
            opened += answer.status_code == 200
            text = answer.content.decode(errors="replace")
            if CANARIES.search(text) and not (who == "doctor" and name.startswith(OWN_WORDS)):
                told.append((who, name, CANARIES.search(text)[0]))
            title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
            if NAMES.search((title[1] if title else "") + answer.get("Location", "")):
                told.append((who, name, "in its title or address"))
    assert opened > 100
    assert told == []
    assert [one for one in caplog.messages if NAMES.search(one)] == []


def test_the_agency_that_wrote_it_down_still_sees_it_and_the_hub_for_a_reason(case):
    """So that the walk above would see it: here it is shown, where it may be."""
    doctor, worker = client_of(case.partnership.doctor), client_of(case.partnership.social_worker)
    assert STREET in doctor.get(f"/requests/{case.ids['request']}/decide").content.decode()
    page = f"/hub/contact/{case.ids['contact']}/address/{case.ids['contact_person']}"
    assert STREET not in worker.post(page, {"reason": " "}).content.decode()
    assert STREET in worker.post(page, {"reason": "A visit tonight"}).content.decode()


@pytest.mark.parametrize("text", [f"They live at 61 {STREET}.", f"Letters go to {POSTCODE.replace(' ', '').lower()}."])
def test_nothing_that_leaves_an_agency_tells_the_place(case, text):
    p, at = case.partnership, timezone.now()
    with rows.acting_for(acting(p.doctor)) as actor:
        ids = {"request_id": case.ids["request"], "at": at, "key": uuid4()}
        with pytest.raises(leak_guard.WouldLeak):
            conversations.write(actor=actor, text=text, **ids)
        with pytest.raises(leak_guard.WouldLeak):
            corrections.correct(actor=actor, key=uuid4(), item_id=case.ids["item"], text=text, reason="Misread", at=at)
        for fields in ({"items": [an_item(text)]}, {"covering_note": text}, {"message": text}):
            with pytest.raises(leak_guard.WouldLeak):
                decisions.record(actor=actor, **decision_fields(case.ids["request"], **fields))
        for is_urgent in (False, True):
            fields = {"items": [an_item(text)], "is_urgent": is_urgent, "told_at": at if is_urgent else None}
            with pytest.raises(leak_guard.WouldLeak):
                decisions.record(actor=actor, **decision_fields(case.ids["request"], **fields))
    with pytest.raises(leak_guard.WouldLeak):
        a_request(p, enquiry=case.ids["enquiry"], questions=[text])


def test_feedback_never_tells_the_place(case):
    with rows.acting_for(acting(case.partnership.social_worker)) as actor:
        assert Feedback.objects.count() == 1
    other = an_enquiry(case.partnership)
    with rows.acting_for(acting(case.partnership.social_worker)) as actor:
        EnquiryPerson.objects.filter(enquiry_id=other).update(person_id=case.ids["person"])
        with pytest.raises(TellsWhere):
            feedback.send(actor=actor, enquiry_id=other, text=f"We go to 61 {STREET}.", at=timezone.now())


def test_a_notice_and_its_document_never_tell_the_place(case, monkeypatch):
    set_in_type: list[dict] = []
    monkeypatch.setattr(typesetting, "typeset", lambda **words: set_in_type.append(words) or b"%PDF", raising=True)
    at = timezone.now()
    fields = {
        "decision_id": case.ids["decision"],
        "told": "after",
        "whom": "His mother",
        "how": "",
        "not_now_reason": "",
        "look_again_on": None,
        "at": at,
    }
    with rows.acting_for(acting(case.partnership.doctor)) as actor:
        plain = openness.plain_notice(agency="A service that works with your family", recipient="The council")
        for part in ("why", "what", "with_whom", "ask"):
            with pytest.raises(leak_guard.WouldLeak):
                notice = plain | {part: f"We saw you at 61 {STREET}."}
                openness.record(actor=actor, key=uuid4(), notice=notice, **fields)
        # The surgery's own name says where to wait for her.
        with pytest.raises(leak_guard.WouldLeak):
            openness.record(actor=actor, key=uuid4(), notice=plain | {"from": case.partnership.gp.name}, **fields)
        made = openness.about_decision(actor, case.ids["decision"]).get()
        notice_paper.write(actor=actor, openness_id=made.id, notice=made.notice, at=at)
    (words,) = set_in_type
    assert not CANARIES.search(str(words))
    assert case.partnership.gp.name not in str(words)


def test_notices_and_jobs_of_the_whole_case_hold_references_alone(case, admin_connection):
    kinds = 0
    for practitioner in (case.partnership.doctor, case.partnership.social_worker, case.partnership.teacher):
        with rows.acting_for(acting(practitioner)):
            kinds += Notice.objects.count()
            for row in Notice.objects.values_list():
                assert not NAMES.search(str(row))
    assert kinds > 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        jobs = [args for (args,) in cursor.fetchall()]
    assert jobs
    assert [args for args in jobs if NAMES.search(args)] == []
    assert HIDDEN["postcode"] == POSTCODE
