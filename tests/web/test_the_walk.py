"""One worry goes from a school through the hub to a surgery and back, through the pages."""
# covers: Y1 Y3 Y4 Y5 Y13 Y16 Y17 Y20 W3 W6 W8 W9 W13 W14

import re
from datetime import date

import pytest
from django.test import Client

from sharewell.base import rows
from sharewell.cases.models import Contact, Enquiry, EnquiryPerson
from sharewell.involvement.lists import loading
from sharewell.sharing.models import Decision, Disclosure, InformationRequest

from factories import a_partnership, acting
from involvement_factories import put_in_force

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 23)
SURGERY_LIST = (
    b"Report Ref,NHS Number,Surname,Forenames,DOB,Sex,Registered GP,Last Seen\n"
    b"H1,999 100 2227,TEMPEST,Mason Lee,02-Oct-2013,M,Minster Gate Surgery,17-May-2026\n"
)
SURGERY_CONTACTS = (
    b"Contact Ref,NHS Number,Patient,DOB,Date,Type,Entry\n"
    b"HC1,999 100 2227,TEMPEST Mason Lee,02-Oct-2013,05-Mar-2026,GP,"
    b'"Bruise on arm. Leanne said he fell. Mason looked at Daz."\n'
)


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def loaded(partnership):
    doctor = acting(partnership.doctor)
    with rows.acting_for(doctor):
        from django.utils import timezone

        for kind, data in (("health-register", SURGERY_LIST), ("health-contacts", SURGERY_CONTACTS)):
            loading.load(actor=doctor, kind=kind, file_name="x.csv", data=data, as_of=AS_OF, at=timezone.now())
    put_in_force(partnership)
    return partnership


def post(client: Client, address: str, **data: object):
    answer = client.post(address, data)
    assert answer.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[:3000]
    return answer["Location"]


def get(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def raise_a_concern(teacher: Client) -> Contact:
    page = get(teacher, "/concern/new")
    draft = re.search(r'name="draft" value="([0-9a-f-]{36})"', page)[1]
    assert post(teacher, "/concern/new", draft=draft, danger="no") == f"/concern/{draft}/people"
    base = f"/concern/{draft}"
    post(
        teacher,
        f"{base}/people/1",
        version=9,
        kind="child",
        given="Mason",
        family="Tempest",
        birth="2/10/2013",
        sex="M",
    )
    post(teacher, f"{base}/people/2", version=9, kind="other", given="Daz", relation="mother's partner")
    post(
        teacher,
        f"{base}/seen",
        version=9,
        observed="Told Mr Lea he hid in the wardrobe.",
        reported="",
        thought="Scared",
    )
    post(teacher, f"{base}/words", version=9, child_words="I took Isla upstairs.")
    post(teacher, f"{base}/strengths", version=9, strengths="Mason reads to Isla.")
    post(teacher, f"{base}/done", version=9, done_already="", who_knows="")
    assert post(teacher, f"{base}/route", version=9, route="safeguarding") == f"{base}/family"
    assert post(teacher, f"{base}/family", version=9, told="unsafe") == f"{base}/contact"
    assert post(teacher, f"{base}/contact", version=9, safe_contact="") == f"{base}/guide"
    assert "You decide" in get(teacher, f"{base}/guide")
    assert "hid in the wardrobe" in get(teacher, f"{base}/check")
    receipt = post(teacher, f"{base}/check", reasons="He is frightened at home.")
    assert post(teacher, f"{base}/check", reasons="again") == receipt
    assert "The hub has it" in get(teacher, receipt)
    return receipt.rsplit("/", 1)[1]


def test_a_worry_goes_all_the_way(loaded, sign_in):
    p = loaded
    teacher, worker, doctor = sign_in(p.teacher), sign_in(p.social_worker), sign_in(p.doctor)
    contact = raise_a_concern(teacher)

    assert "Not opened" in get(worker, "/hub")
    enquiry = post(worker, f"/hub/contact/{contact}")
    assert post(worker, f"/hub/contact/{contact}") == enquiry
    get(worker, enquiry)
    with rows.acting_for(acting(p.social_worker)):
        who = EnquiryPerson.objects.get(enquiry__contact_id=contact, contact_person__given_name="Mason").id
    page = get(worker, f"{enquiry}/who/{who}")
    assert "born the same day" in page
    record = re.search(r"/record/([0-9a-f-]{36})", page)[1]
    post(worker, f"{enquiry}/who/{who}/record/{record}", is_same="yes", reason="Name and birth date, school confirmed")
    assert "Confirmed" in get(worker, f"{enquiry}/who/{who}")
    form = {"purpose": "CHILD_PROTECTION", "reason": "Risk at home"}
    answer = worker.post(f"{enquiry}/who-else/{who}", form, follow=True)
    words = re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())
    assert "no agreement in force" in words, words

    post(worker, f"{enquiry}/rate", colour="amber", reason="A frightened child, violence reported", seen="")
    post(worker, f"{enquiry}/hand-over", to=str(p.manager.id), reason="Leave", expected=str(p.social_worker.id))

    whom = {"agencies": [str(p.gp.id)], "subjects": [str(who)], "paper": 0}
    assert post(worker, f"{enquiry}/ask", **whom) == f"{enquiry}/ask/what"
    form = {
        "paper": 1,
        "purpose": "CHILD_PROTECTION",
        "purpose_text": "Mason says he hides when his mother's partner shouts.",
        "level": "significant_harm",
        "legal_basis": "s47",
        "basis_reason": "He hid from violence; Carol Metcalfe judged it.",
        f"questions_{p.gp.code}": "Any injuries since March?\nWho brings him?",
        "period_from": "",
        "due": "24/11/2030 12:00",
        "family_knows": "no",
    }
    check = worker.post(f"{enquiry}/ask/what", form)
    assert "Check the request" in check.content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', check.content.decode())[1]
    form |= whom | {"paper": 2}
    post(worker, f"{enquiry}/ask/what", **form, key=key, send="1")
    assert post(worker, f"{enquiry}/ask/what", **form, key=key, send="1") == f"{enquiry}/picture"
    with rows.acting_for(acting(p.doctor)):
        request = InformationRequest.objects.get().id

    assert "A request for information waits" in get(doctor, "/work")
    assert "Any injuries since March?" in get(doctor, f"/requests/{request}")
    page = get(doctor, f"/requests/{request}/guide")
    fact = re.search(r'name="(\w+)" type="radio"', page)[1]
    post(doctor, f"/requests/{request}/guide", version=0, **{fact: "unknown"})
    page = get(doctor, f"/requests/{request}/decide")
    assert "Bruise on arm" in page
    assert "Leanne" in page
    entry = re.search(r"take_([0-9a-f-]{36})", page)[1]
    decision = {
        f"take_{entry}": "part",
        f"text_{entry}": "Bruise on arm. [withheld: his mother] said he fell. Mason looked at Daz.",
        f"hide_{entry}": ["Daz"],
        f"kind_{entry}": "fact",
        f"need_{entry}": "q0",
        "outcome": "part",
        "reasons": "It bears on the question.",
        "message": "The rest does not bear on it.",
        "test_proportionate": "One entry only.",
        "test_adequate": "It answers the question.",
        "recipient": str(p.social_worker.id),
    }
    preview = doctor.post(f"/requests/{request}/decide", decision)
    assert "exactly what they will see" in preview.content.decode(), preview.content.decode()[:2000]
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', preview.content.decode())[1]
    made = post(doctor, f"/requests/{request}/decide", **decision, key=key, confirm="1", departure="I am sure")
    assert post(doctor, f"/requests/{request}/decide", **decision, key=key, confirm="1", departure="I am sure") == made
    assert "Not opened yet" in get(doctor, made)
    assert "To" in get(doctor, "/sent")
    post(
        doctor, f"{made}/tell", told="not_yet", not_now_reason="It could put Mason at risk.", look_again_on="01/12/2030"
    )
    told = {"told": "after", "whom": "Mason's mother", "why": "We are worried", "what": "A bruise"}
    notice = post(doctor, f"{made}/tell", **told, with_whom="Council: Children's Social Care", names_looked_at="1")
    assert "What we share" in get(doctor, notice)
    assert doctor.get(f"{notice}/pdf").content.startswith(b"%PDF")

    with rows.acting_for(acting(p.social_worker)):
        disclosure = Disclosure.objects.get().id
    received = get(worker, f"/received/{disclosure}")
    assert "Mason looked at [withheld]" in received
    assert re.search(r"Collected for: Someone.{1,6}s care or treatment", received)
    picture = get(worker, f"{enquiry}/picture")
    assert "Bruise on arm" in picture
    assert "then 12" in picture
    page = get(doctor, f"/sent/{disclosure}")
    item = re.search(r"/correct/([0-9a-f-]{36})", page)[1]
    post(doctor, f"/sent/{disclosure}/correct/{item}", text="The bruise was on the leg.", reason="Misread")
    assert "bruise was on the leg" in get(worker, f"{enquiry}/picture")
    post(doctor, f"/requests/{request}/write", text="Ring me if you need more.")
    assert "Ring me" in get(worker, f"/requests/{request}/sent")

    post(
        worker,
        f"{enquiry}/outcome",
        kind="strategy_discussion",
        rationale="Three accounts fit together.",
        service_1="Strategy discussion",
        owner_1="Nadia Kirkby",
        due_1="25/11/2030",
    )
    post(worker, f"{enquiry}/feedback", text="Thank you. A social worker will see Mason tomorrow.")
    assert "A social worker will see Mason" in get(teacher, f"/concerns/{contact}")
    assert "History, with proof" in get(worker, f"/record/{enquiry.rsplit('/', 1)[1]}")

    post(doctor, f"/sent/{disclosure}", reason="Sent about the wrong brother")
    assert worker.get(f"/received/{disclosure}").status_code == 404
    with rows.acting_for(acting(p.doctor)):
        assert Decision.objects.count() == 1
        assert Disclosure.objects.count() == 1
    with rows.acting_for(acting(p.officer)):
        assert Contact.objects.count() == Enquiry.objects.count() == InformationRequest.objects.count() == 0
