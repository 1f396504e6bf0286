"""Pages of the people one's agency works with: found by two facts, watched for a reason, news read and answered."""
# covers: Y16 W25

import re
from datetime import date, timedelta

import pytest

from sharewell.base import rows
from sharewell.involvement.models import RecordWatch, RecordWatchNews
from sharewell.people import shields

import factories
import involvement_factories as made
from factories import NOW, acting

pytestmark = pytest.mark.django_db
FACTS = {"given": "Freya", "family": "Umpleby", "birth": "4/7/2015", "number": ""}
UNTIL = f"{date.today() + timedelta(days=9):%d/%m/%Y}"  # noqa: DTZ011 (as a practitioner types it)
GIVEN = {"purpose": "SAFEGUARDING", "reason": "She is often away", "until": UNTIL}


@pytest.fixture
def partnership(db):
    found = factories.a_partnership()
    schools_too = made.EVERYONE_TELLS | {"destOrgTypes": ["local-authority", "school"]}
    made.agreed(found, found.gp, found.school, rules={"defaults": [schools_too]})
    return found


@pytest.fixture
def pupil(partnership):
    record = made.listed(partnership.teacher)
    made.works_with(partnership.teacher, record, kind="education", since_on=date(2024, 9, 2))
    return record


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_somebody_is_found_by_two_facts_and_watched(partnership, pupil, sign_in):
    client = sign_in(partnership.teacher)
    assert "People your agency works with" in words(client.get("/work"))
    found = client.post("/own-people", FACTS)
    assert f"/own-people/{pupil.id}/watch" in found.content.decode()
    page = words(client.get(f"/own-people/{pupil.id}/watch"))
    assert "you work with them since Monday 2 September 2024" in page
    assert page.count("Social Care; Minster Gate Surgery") == 2
    assert "You may be told of: nobody" in page  # to offer early help: the agreement does not cover that
    assert "Write down why" in words(client.post(f"/own-people/{pupil.id}/watch", GIVEN | {"reason": ""}))
    set_now = words(client.post(f"/own-people/{pupil.id}/watch", GIVEN, follow=True))
    assert "until your agency’s work with them ends" in set_now
    assert "No news so far" in set_now


def test_news_is_read_answered_and_taken_back_on_the_same_page(partnership, pupil, sign_in):
    client = sign_in(partnership.teacher)
    client.post(f"/own-people/{pupil.id}/watch", GIVEN)
    with rows.acting_for(acting(partnership.teacher)) as actor:
        pointer = {
            "agency": "Minster Gate Surgery",
            "team": "",
            "role": "",
            "lead": "Jo Hale",
            "contact": "01632 960123",
        }
        pointer |= {"since_on": None, "last_seen_on": None, "ended_on": None, "as_of": None, "agreement": "AGR-T"}
        news = RecordWatchNews.objects.create(
            watch=RecordWatch.objects.get(), agency_id=actor.agency_id, source_agency_id=partnership.gp.id,
            pointer=pointer, policy="x", told_at=NOW, taken_back_at=NOW,
        )  # fmt: skip
    page = words(client.get("/watches"))
    assert "Minster Gate Surgery: new on" in page
    assert "Whom to ring: Jo Hale, 01632 960123." in page
    assert "This may be about somebody else" in page
    page = words(client.post("/watches", {"ref": str(news.id), "choice": "no"}, follow=True))
    assert "told something 1 time; 1 of these was opened, 1 answered" in page
    assert "It helped in 0 of the 1 that were answered, and 0 were acted on" in page
    page = words(client.post("/watches", {"ref": str(news.id), "choice": "acted"}, follow=True))
    assert "It helped in 1 of the 1 that were answered, and 1 was acted on" in page
    assert "You said yes, and you did something because of it" in page
    ended = client.post("/watches", {"ref": str(news.watch_id), "choice": "end"}, follow=True)
    assert "it was ended by hand" in words(ended)
    assert sign_in(partnership.doctor).post("/watches", {"ref": str(news.id), "choice": "yes"}).status_code == 404


@pytest.mark.parametrize("facts", [{"family": "Umpleby"}, {"given": "F*", "family": "Umpleby"}, {}])
def test_too_little_or_a_wild_card_is_said_beside_the_field(partnership, pupil, sign_in, facts):
    page = words(sign_in(partnership.teacher).post("/own-people", facts))
    assert "There is a problem" in page
    assert "Freya" not in page


def test_another_agencys_person_and_one_no_longer_worked_with_are_not_there(partnership, pupil, sign_in):
    assert sign_in(partnership.doctor).get(f"/own-people/{pupil.id}/watch").status_code == 404
    assert "Nobody found" in words(sign_in(partnership.doctor).post("/own-people", FACTS))
    assert sign_in(partnership.adviser).get("/own-people").status_code == 403


def test_when_a_watch_could_tell_nothing_the_page_says_so_and_has_no_form(partnership, pupil, sign_in):
    with rows.acting_for(acting(partnership.teacher)) as actor:
        shields.shield(actor=actor, record_id=pupil.id, kind="locked", reason="Risk", at=NOW)
    page = sign_in(partnership.teacher).get(f"/own-people/{pupil.id}/watch")
    assert "would tell you nothing" in words(page)
    assert 'name="reason"' not in page.content.decode()
    tenant = made.listed(partnership.landlord)
    made.works_with(partnership.landlord, tenant)
    assert "No sharing agreement in force" in words(sign_in(partnership.landlord).get(f"/own-people/{tenant.id}/watch"))
