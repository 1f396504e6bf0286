"""The pages of who else, watches and agreements: whom one asks for, what is said when nothing may be told."""
# covers: Y16 W25

import re
from datetime import date, timedelta

import pytest

from sharewell.base import rows
from sharewell.cases import recognising
from sharewell.cases.models import EnquiryPerson, Watch, WatchNews
from sharewell.involvement.models import Involvement
from sharewell.people import kinship
from sharewell.people.models import PersonRecord

import factories
import involvement_factories as made
from factories import NOW, acting
from sharing_factories import an_enquiry

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(db):
    return factories.a_partnership()


@pytest.fixture
def family(partnership):
    """A child in an enquiry with a record at the surgery, and a half-sister with one at the school."""
    enquiry = an_enquiry(partnership)
    child, sister = made.listed(partnership.doctor), made.listed(partnership.teacher, given_name="Isla", nhs_number="")
    made.works_with(partnership.doctor, child)
    made.works_with(partnership.teacher, sister)
    isla = made.confirmed(partnership, sister, known=made.Known(given="Isla", family="Umpleby"))
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        meant = EnquiryPerson.objects.get(enquiry_id=enquiry, role="child")
        person = recognising.as_new(actor=actor, enquiry_id=enquiry, ref=meant.id, known=made.ASKED, at=NOW)
        made.identity.judge(
            actor=actor, person_id=person.id, record_id=child.id, record_agency_id=child.agency_id, is_same=True,
            reason="The school said so.", evidence={}, at=NOW,
        )  # fmt: skip
        kinship.record(
            actor=actor, person_id=person.id, related_id=isla.id, related_is_their="HSIB",
            has_parental_responsibility=None, lives_with=True, together_since=date(2020, 2, 1),
            source="The mother", at=NOW,
        )  # fmt: skip
    return enquiry, meant, isla


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_family_is_offered_with_dates_and_asked_for_by_name(partnership, family, sign_in):
    made.agreed(partnership, partnership.gp, partnership.school)
    enquiry, meant, isla = family
    client = sign_in(partnership.social_worker)
    page = f"/hub/enquiry/{enquiry}/who-else/{meant.id}"
    said = "Isla Umpleby, half-brother or half-sister; lives with them since 1 February 2020"
    assert said in words(client.get(page))
    reason = {"purpose": "SAFEGUARDING", "offered": "triage", "reason": ""}
    alone = words(client.post(page, reason, follow=True))
    assert "Minster Gate Surgery" in alone
    assert "About Isla" not in alone
    both = words(client.post(page, reason | {"also": [str(isla.id)]}, follow=True))
    assert f"About {said}" in both
    assert client.post(page, reason | {"also": [str(enquiry)]}).status_code == 200  # a stranger is no choice


def test_who_lived_there_when_is_noted_and_said_beside_what_their_dates_tell(partnership, family, sign_in):
    made.agreed(partnership, partnership.gp, partnership.school)
    enquiry, meant, isla = family
    client = sign_in(partnership.social_worker)
    with rows.acting_for(acting(partnership.social_worker)):
        child = EnquiryPerson.objects.get(id=meant.id).person_id
        kinship.Kinship.objects.update(until_on=date(2019, 1, 1))
    form = {"related": str(isla.id), "relation": "HSIB", "responsibility": "unknown", "source": "The mother"}
    with rows.acting_for(acting(partnership.social_worker)):
        EnquiryPerson.objects.create(enquiry_id=enquiry, person_id=isla.id, role="household")
    kin = f"/hub/person/{child}/kin"
    wrong = form | {"together": "yes", "since": "1/2/2020", "lived_until": "1/3/2024"}
    assert "You said that they live together now" in words(client.post(kin, wrong))
    wrong |= {"together": "no", "since": "1/4/2024"}
    assert "before the one on which they began" in words(client.post(kin, wrong))
    right = form | {"together": "no", "since": "1/2/2020", "lived_until": "1/3/2024"}
    assert client.post(kin, right).status_code == 302
    lived = "lived with them from 1 February 2020 until 1 March 2024"
    assert lived.replace("lived", "Lived") in words(client.get(f"/hub/person/{child}"))
    with rows.acting_for(acting(partnership.teacher)):
        Involvement.objects.filter(agency_id=partnership.school.id).update(since_on=date(2025, 9, 1))
    asked = {"purpose": "SAFEGUARDING", "offered": "triage", "reason": "", "also": [str(isla.id)]}
    page = words(client.post(f"/hub/enquiry/{enquiry}/who-else/{meant.id}", asked, follow=True))
    assert f"half-brother or half-sister; {lived}. This work began after they had lived together." in page
    assert page.index("Minster Gate Surgery About Freya") < page.index("About Isla")  # the child first


def test_while_the_agreements_are_not_in_force_the_page_says_so_and_whom_to_ring(partnership, family, sign_in):
    enquiry, meant, _isla = family
    client = sign_in(partnership.social_worker)
    reason = {"purpose": "SAFEGUARDING", "offered": "triage", "reason": ""}
    page = words(client.post(f"/hub/enquiry/{enquiry}/who-else/{meant.id}", reason, follow=True))
    assert "the agreements were changed and are not in force again yet. Ring the agencies" in page
    assert "does not mean that none works with them" in page
    administrator = sign_in(factories.a_practitioner(partnership.hub, "R14"))
    assert "not in force as they stand" in words(administrator.get("/work"))
    version = re.search(r'name="version" value="(\w+)"', administrator.get("/agreements").content.decode())[1]
    assert "are in force as they stand" in words(
        administrator.post("/agreements/in-force", {"version": version}, follow=True)
    )
    assert "not in force as they stand" not in words(administrator.get("/work"))


def test_what_a_watch_told_is_read_and_answered(partnership, family, sign_in):
    enquiry, meant, _isla = family
    made.agreed(partnership, partnership.gp)
    client = sign_in(partnership.social_worker)
    until = f"{date.today() + timedelta(days=9):%d/%m/%Y}"  # noqa: DTZ011 (as a practitioner types it)
    given = {"purpose": "SAFEGUARDING", "reason": "She moves often", "until": until}
    assert "No news so far" in words(client.post(f"/hub/enquiry/{enquiry}/watch/{meant.id}", given, follow=True))
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        watch = Watch.objects.get()
        pointer = {
            "agency": "Minster Gate Surgery",
            "team": "T",
            "role": "",
            "lead": "Jo Hale",
            "contact": "01632 960123",
        }
        pointer |= {
            "since_on": None,
            "last_seen_on": None,
            "ended_on": None,
            "as_of": "2026-11-20",
            "agreement": "AGR-T",
        }
        news = WatchNews.objects.create(
            watch=watch, agency_id=actor.agency_id, source_agency_id=partnership.gp.id, pointer=pointer, policy="x",
            told_at=NOW,
        )  # fmt: skip
    page = words(client.get("/watches"))
    assert "Jo Hale, 01632 960123" in page
    assert "Did it help to know?" in page
    page = words(client.post("/watches", {"ref": str(news.id), "choice": "yes"}, follow=True))
    assert "It helped in 1 of the 1 that were answered" in page
    assert "it was ended by hand" in words(
        client.post("/watches", {"ref": str(watch.id), "choice": "end"}, follow=True)
    )
    assert client.post("/watches", {"ref": "x", "choice": "end"}).status_code == 404


def test_a_record_is_taken_back_and_put_back_on_the_page(partnership, sign_in):
    record = made.listed(partnership.doctor, original={"Surname": "Umpleby"})
    client = sign_in(partnership.doctor)
    page = f"/shields/record/{record.id}/take-back"
    assert "Choose whether what it says stays" in words(client.post(page, {"reason": "They asked"}))
    assert client.post(page, {"reason": "They asked", "erase": "keep"}).status_code == 302
    with rows.acting_for(acting(partnership.doctor)):
        assert PersonRecord.objects.get().withdrawn_at is not None
    assert "Taken back" in words(client.get(page))
    assert client.post(page, {"reason": "They changed their mind"}).status_code == 302
    with rows.acting_for(acting(partnership.doctor)):
        assert PersonRecord.objects.get().withdrawn_at is None
    assert sign_in(partnership.teacher).get(page).status_code == 404
