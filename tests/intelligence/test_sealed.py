"""What partners tell the police stays with the police: in no case, no chronology, with no other agency."""
# covers: Y19

from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.intelligence import receiving, telling
from sharewell.intelligence.models import PartnerInformation
from sharewell.ledger.models import Opening
from sharewell.rules.refusals import Refusal
from sharewell.sharing import decisions, picture
from sharewell.sharing.models import InformationRequest

from factories import NOW, a_partnership, a_practitioner, acting
from sharing_factories import a_request, decision_fields

pytestmark = pytest.mark.django_db
SOURCE = "Told by Jo, who cleans at the house"
SEEN = "Young people come and go at number 12 at night."


@pytest.fixture
def partnership():
    return a_partnership()


def told(partnership) -> PartnerInformation:
    with rows.acting_for(acting(partnership.teacher)) as actor:
        return telling.tell(
            actor=actor, key=uuid4(), account={"what": SEEN}, known_by="told", source_at_risk=True,
            source_identity=SOURCE, at=NOW,
        )  # fmt: skip


def test_t10_the_source_of_intelligence_stands_apart_from_what_was_seen(partnership):
    assert SOURCE not in str(told(partnership).account)


def test_t10_neither_the_hub_nor_another_agency_sees_that_anything_was_told(partnership):
    given = told(partnership)
    for practitioner in (partnership.social_worker, partnership.doctor, partnership.manager):
        with rows.acting_for(acting(practitioner)) as actor:
            assert not PartnerInformation.objects.exists()
            with pytest.raises(Refusal):
                receiving.read(actor=actor, ref=given.id, at=NOW)
            assert not Opening.objects.filter(event__startswith="intelligence").exists()


def test_t10_nothing_of_it_stands_in_the_chronology_of_a_case(partnership):
    told(partnership)
    request_id = a_request(partnership)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        decisions.record(actor=actor, **decision_fields(request_id))
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        enquiry = InformationRequest.objects.get(id=request_id).enquiry_id
        events = picture.told_in(actor, enquiry)
    assert events
    assert not any(SEEN in event.text or SOURCE in f"{event.source} {event.text}" for event in events)


def test_t10_the_police_read_it_and_the_reading_is_recorded_without_a_word_of_it(partnership):
    given = told(partnership)
    reader = a_practitioner(partnership.police, "R03")
    with rows.acting_for(acting(reader)) as actor:
        assert receiving.read(actor=actor, ref=given.id, at=NOW).source_identity == SOURCE
        written = " ".join(str(opening.detail) for opening in Opening.objects.all())
    assert SOURCE not in written
    assert SEEN not in written
