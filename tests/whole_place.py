"""The whole case, with all that pages beside it show, committed to a database that is served to a browser."""

import json
from copy import deepcopy
from datetime import date, timedelta
from uuid import UUID, uuid4

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from sharewell.base import rows
from sharewell.directory.local import signing
from sharewell.directory.models import Arrangement, ContactPoint, Practitioner
from sharewell.matching.comparing import Known
from sharewell.people import persons
from sharewell.rules import rulebook
from sharewell.sharing import requests

import involvement_factories
from factories import a_practitioner, acting
from page_walk import client_of
from sharing_factories import a_request
from whole_case import HIDDEN, WholeCase, a_whole_case

# Who opens pages, by what they do in the whole case or by their role in the hub's agency.
PEOPLE = ("social_worker", "teacher", "doctor", "officer", "adviser", "administrator", "auditor")


def make() -> str:
    """Make it; gives as JSON the cookie's name, who is signed in with which session, the ids, and more addresses."""
    setup_test_environment()
    case = a_whole_case()
    p = case.partnership
    p.administrator, p.auditor = a_practitioner(p.hub, "R14"), a_practitioner(p.hub, "R15")  # type: ignore[attr-defined]
    clients = {who: client_of(getattr(p, who)) for who in PEOPLE}
    more = [("doctor", path) for path in _in_the_surgery(case, clients["doctor"])]
    more += [("social_worker", _somebody_known(case))]
    more += [("administrator", path) for path in _in_the_directory(case, clients["administrator"])]
    more += [("adviser", f"/rulebook/signatures/{_signed_before(p.adviser)}")]
    RecoveryCodes.activate(p.teacher)
    cookie = settings.SESSION_COOKIE_NAME
    sessions = {who: client.cookies[cookie].value for who, client in clients.items()}
    ids = {name: str(ref) for name, ref in case.ids.items()}
    return json.dumps({"cookie": cookie, "sessions": sessions, "ids": ids, "more": more})


def _in_the_surgery(case: WholeCase, doctor: Client) -> list[str]:
    """An open request about two children, whose answer holds a protected place that a colleague is asked about."""
    mason = requests.Subject(
        "Mason",
        "Tempest",
        "child",
        born_on=date(2013, 10, 2),
        record_ids=[case.ids["record"]],
        person_id=case.ids["person"],
        is_address_protected=True,
    )
    isla = requests.Subject("Isla", "Pickersgill", "child", born_on=date(2019, 3, 27))
    request = a_request(case.partnership, enquiry=case.ids["enquiry"], subjects=[mason, isla])
    doctor.get(f"/requests/{request}")
    words = {"take_own": "all", "text_own": f"Seen at {HIDDEN['address']}.", "kind_own": "fact", "need_own": "q0"}
    doctor.post(f"/requests/{request}/decide", words | {"outcome": "part", "paper": 0, "release": "own"})
    with rows.acting_for(acting(case.partnership.doctor)):
        second = requests.InformationRequest.objects.get(id=request).subjects.get(given_name="Isla").id
    return [f"/requests/{request}/guide/{second}", f"/requests/{request}/place/{request}"]


def _somebody_known(case: WholeCase) -> str:
    """The hub knows somebody of the same name and birth date already."""
    with rows.acting_for(acting(case.partnership.social_worker)) as actor:
        known = Known(given="Mason", family="Tempest", born_on=date(2013, 10, 2))
        other = persons.make(actor=actor, known=known, is_address_protected=False, at=timezone.now())
    return f"/hub/enquiry/{case.ids['enquiry']}/who/{case.ids['ref']}/known/{other.id}"


def _in_the_directory(case: WholeCase, administrator: Client) -> list[str]:
    """An agreement, and a change to a period that waits for a second person."""
    made = involvement_factories.agreed(case.partnership, case.partnership.gp)
    red = Arrangement.objects.get(agency=case.partnership.hub, key="rating.red.hours", valid_to__isnull=True)
    today = timezone.localdate()
    ground = {
        "amount": "2",
        "valid_from": f"{today + timedelta(days=1):%d/%m/%Y}",
        "source": "Board minutes, item 4",
        "checked_on": f"{today:%d/%m/%Y}",
        "reason": "Too slow.",
        "key": str(uuid4()),
    }
    proposed = administrator.post(f"/local/{red.id}/change", ground)
    green = Arrangement.objects.filter(agency=case.partnership.hub, valid_to__isnull=True).exclude(id=red.id)[0].id
    line = ContactPoint.objects.create(
        code="CP03",
        route="safeguarding",
        who_for="a social worker",
        phone="01632 960001",
        hours="always",
        valid_from=date(2018, 1, 1),
    )
    entries = [f"/local/{green}/{deed}" for deed in ("change", "end", "checked")]
    return [f"/agreements/{made.id}/stop", proposed["Location"], f"/local/{line.id}/correct", *entries]


def _signed_before(adviser: Practitioner) -> UUID:
    """Somebody signed a version of the rulebook that had one rule less."""
    book = deepcopy(rulebook.book_on(timezone.localdate()))
    del book["parts"][0]["rules"][0]
    with rows.acting_for(acting(adviser)) as actor:
        content = rulebook.content_hash(rulebook.canonical(book))
        return signing.sign_off(actor=actor, content_hash=content, book=book, remarks="", at=timezone.now()).id
