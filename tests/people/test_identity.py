"""That two records are one person is a person's judgement, with a reason, which can be undone; nothing is merged."""
# covers: Y4 W25

import pytest

from sharewell.base import rows
from sharewell.matching import identifiers
from sharewell.matching.comparing import Known
from sharewell.people import identity, persons
from sharewell.people.models import PersonRecord

from factories import NOW, a_partnership, acting


@pytest.fixture
def partnership():
    return a_partnership()


def a_person_and_record(partnership):
    with rows.acting_for(acting(partnership.doctor)):
        record = PersonRecord.objects.create(agency=partnership.gp, source="list", source_ref="1", given_name="Mason")
    with rows.acting_for(acting(partnership.social_worker)):
        known = Known(given="Mason", family="Tempest")
        person = persons.make(actor=acting(partnership.social_worker), known=known, is_address_protected=False, at=NOW)
    return person, record


def judge(partnership, person, record, **changed):
    fields = {
        "person_id": person.id,
        "record_id": record.id,
        "record_agency_id": partnership.gp.id,
        "is_same": True,
        "reason": "Same name, birth and school",
        "evidence": {},
        "at": NOW,
    } | changed
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return identity.judge(actor=actor, **fields)


@pytest.mark.django_db
def test_t14_nothing_is_one_person_without_a_reason_of_a_person(partnership):
    person, record = a_person_and_record(partnership)
    with pytest.raises(identity.JudgementNeedsAReason):
        judge(partnership, person, record, reason="  ")
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert list(identity.judgements(actor, person.id)) == []


@pytest.mark.django_db
def test_t14_a_judgement_merges_nothing_and_can_be_undone(partnership):
    person, record = a_person_and_record(partnership)
    made = judge(partnership, person, record)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert identity.confirmed_records(actor, person.id) == [(record.id, partnership.gp.id)]
        identity.undo(actor=actor, judgement_id=made.id, reason="Twins", at=NOW)
        assert identity.confirmed_records(actor, person.id) == []
        assert identity.judgements(actor, person.id).count() == 1, "what was judged stays on record"
    with rows.acting_for(acting(partnership.doctor)):
        assert PersonRecord.objects.get().given_name == "Mason"


@pytest.mark.django_db
def test_t14_a_contrary_judgement_does_not_slip_over_a_standing_one(partnership):
    person, record = a_person_and_record(partnership)
    judge(partnership, person, record)
    with pytest.raises(identity.JudgementNeedsAReason):
        judge(partnership, person, record, is_same=False, reason="They are cousins")
    assert (
        judge(partnership, person, record, reason="Again", person_id=person.id).reason == "Same name, birth and school"
    )


@pytest.mark.parametrize("digit", range(10))
def test_t14_a_repeated_digit_passes_the_arithmetic_and_is_nobodys_number(digit):
    number = str(digit) * 10
    check = (11 - sum(int(d) * w for d, w in zip(number, range(10, 1, -1), strict=False)) % 11) % 11
    assert check == digit, "the arithmetic alone would let it pass"
    assert identifiers.nhs_number(number).verdict in {"reject", "placeholder"}


def test_t14_a_number_that_passes_is_well_formed_and_says_nothing_of_whose_it_is():
    checked = identifiers.nhs_number("999 000 0018")
    assert (checked.value, checked.verdict) == ("9990000018", "accept")
    assert set(identifiers.Checked.__dataclass_fields__) == {"value", "verdict", "why", "offer"}, (
        "no field says verified"
    )
