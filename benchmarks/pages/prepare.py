"""Twenty thousand children in the agencies' lists, some work in the hub, and a signed-in session for each page."""

import random
import sys
from datetime import date, timedelta
from uuid import uuid4

import django

django.setup()

from importlib import import_module

from django.conf import settings
from django.utils import timezone

from sharewell.base import rows
from sharewell.cases import drafts, enquiries
from sharewell.directory import access, queries
from sharewell.involvement.lists import loading
from sharewell.ops.partnership import AS_OF
from sharewell.sharing import raising, requests

FIRST = ["Mason", "Isla", "Oliver", "Amelia", "Noah", "Ava", "Aisha", "Mohammed", "Zofia", "Jakub", "Freya", "Harry"]
LAST = ["Tempest", "Holroyd", "Umpleby", "Fairweather", "Garbutt", "Patel", "Osei", "Lister", "Ward", "Cole", "Raine"]


def session(practitioner, backend: str = settings.AUTHENTICATION_BACKENDS[0]) -> str:
    """Give the cookie of somebody who signed in a moment ago."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = str(practitioner.pk)
    store["_auth_user_backend"] = backend
    store["_auth_user_hash"] = practitioner.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def children(count: int) -> bytes:
    """Write a school list of that many invented children."""
    chance = random.Random(7)
    lines = ["Row,UPN,Legal Surname,Legal Forename,DOB,Gender,School,Postcode"]
    for number in range(count):
        born = date(2009, 1, 1) + timedelta(days=chance.randrange(5500))
        family = chance.choice(LAST) + chance.choice(["", "son", "ley", "wood", "by", "field"])
        place = f"YX{chance.randrange(1, 12)} {chance.randrange(1, 9)}AB"
        lines.append(f"B{number},,{family},{chance.choice(FIRST)},{born:%d/%m/%Y},M,Eastmoor Road Secondary,{place}")
    return "\n".join(lines).encode()


def main(count: int) -> None:
    """Load, work a little, print each page's name, address and cookie."""
    everyone = {person.email.split("@")[0]: person for person in queries.everyone()}
    teacher, worker, doctor = everyone["james.lea"], everyone["carol.metcalfe"], everyone["anita.pell"]
    now = timezone.now()
    with rows.acting_for(access.actor_for(teacher)) as actor:
        loading.load(actor=actor, kind="school-pupils", file_name="b.csv", data=children(count), as_of=AS_OF, at=now)
        contacts = []
        for _ in range(20):
            draft = drafts.start(actor=actor, draft_id=uuid4(), at=now)
            child = {"kind": "child", "given": "Mason", "family": "Tempest", "birth": "2/10/2013"}
            drafts.save(actor=actor, draft_id=draft.id, step="people", answers={"list": [child]}, version=0, at=now)
            contacts.append(raising.send(actor=actor, draft_id=draft.id, reasons="Worried", at=now).id)
    with rows.acting_for(access.actor_for(worker)) as actor:
        made = [enquiries.open_from(actor=actor, contact_id=one, at=now) for one in contacts[:10]]
        person = made[0].people.first().id
        request = requests.ask(
            actor=actor,
            key=uuid4(),
            enquiry_id=made[0].id,
            asked_agency_id=doctor.agency_id,
            purpose="CHILD_PROTECTION",
            purpose_text="Worried",
            legal_basis="s47",
            level="significant_harm",
            questions=["What do you know?"],
            subjects=[requests.Subject("Mason", "Tempest", "child", born_on=date(2013, 10, 2))],
            period_from=None,
            period_to=None,
            due_at=now + timedelta(hours=4),
            family_knows="no",
            family_note="",
            handling="",
            at=now,
        ).id
    pages = {
        "bare": ("/bare", worker),
        "list": ("/contacts", worker),
        "work": ("/work", worker),
        "hub": ("/hub", worker),
        "enquiry": (f"/hub/enquiry/{made[0].id}", worker),
        "look-up": (f"/hub/enquiry/{made[0].id}/who/{person}", worker),
        "picture": (f"/hub/enquiry/{made[0].id}/picture", worker),
        "request": (f"/requests/{request}", doctor),
    }
    for name, (address, who) in pages.items():
        print(name, address, session(who))
    for name in ("list-naive", "list-starlette"):
        print(name, "/contacts", session(worker, "django.contrib.auth.backends.ModelBackend"))


main(int(sys.argv[1]))
