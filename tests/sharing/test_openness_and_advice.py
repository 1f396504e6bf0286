"""The family is told, or there is a reason and a day; advice is asked without the name."""
# covers: Y8 Y9 W11 W12

from datetime import date, timedelta
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.rules.refusals import NotFound
from sharewell.sharing import consultations, decisions, openness, third_parties, without_names
from sharewell.sharing.models import Consultation

from factories import NOW, acting
from sharing_factories import decision_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision_id(partnership, request_id):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        return decisions.record(actor=actor, **decision_fields(request_id)).id


def fields(decision_id, **changed):
    return {
        "key": uuid4(),
        "decision_id": decision_id,
        "told": "not_yet",
        "whom": "",
        "how": "",
        "notice": {},
        "not_now_reason": "It could put him at risk.",
        "look_again_on": NOW.date() + timedelta(days=7),
        "at": NOW,
    } | changed


@pytest.mark.parametrize(
    "changed",
    [{"not_now_reason": ""}, {"look_again_on": None}, {"look_again_on": NOW.date()}, {"told": ""}],
)
def test_not_telling_needs_a_reason_and_a_day_to_look_again(partnership, decision_id, changed):
    with rows.acting_for(acting(partnership.doctor)) as actor, pytest.raises(openness.NotRecorded):
        openness.record(actor=actor, **fields(decision_id, **changed))


def test_what_must_be_looked_at_again_comes_back_until_it_is_settled(partnership, decision_id):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        openness.record(actor=actor, **fields(decision_id))
        assert openness.to_look_at_again(actor, NOW.date()).count() == 0
        assert openness.to_look_at_again(actor, date(2027, 1, 1)).count() == 1
        later = fields(decision_id, told="after", at=NOW + timedelta(days=8))
        openness.record(actor=actor, **later)
        assert openness.to_look_at_again(actor, date(2027, 1, 1)).count() == 0


def test_nobody_else_can_say_what_a_family_was_told(partnership, decision_id):
    with rows.acting_for(acting(partnership.social_worker)) as actor, pytest.raises(NotFound):
        openness.record(actor=actor, **fields(decision_id))


def test_a_question_for_advice_is_answered_once_by_the_one_asked(partnership, request_id):
    key = uuid4()
    with rows.acting_for(acting(partnership.doctor)) as actor:
        for _ in range(2):
            asked = consultations.ask(
                actor=actor,
                key=key,
                adviser_id=partnership.adviser.id,
                question="May I tell the hub about the mother's medicine?",
                request_id=request_id,
                draft_id=None,
                at=NOW,
            )
        assert Consultation.objects.count() == 1
    with rows.acting_for(acting(partnership.adviser)) as actor:
        consultations.answer(actor=actor, consultation_id=asked.id, text="Yes, what bears on his care.", at=NOW)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert consultations.about_request(actor, request_id).get().answer == "Yes, what bears on his care."


def test_somebody_who_gives_no_advice_cannot_be_asked(partnership, request_id):
    with rows.acting_for(acting(partnership.doctor)) as actor, pytest.raises(consultations.NotAsked):
        consultations.ask(
            actor=actor,
            key=uuid4(),
            adviser_id=partnership.landlord.id,
            question="?",
            request_id=request_id,
            draft_id=None,
            at=NOW,
        )


def test_words_that_would_tell_who_it_is_are_found_and_replaced():
    text = "Mason (2.10.2013, 999 100 2227) of YX2 4DE told Dr Pell."
    found = without_names.telling_words(text, [without_names.Meant("Mason Tempest", "child")])
    assert {"Mason", "2.10.2013", "999 100 2227", "YX2 4DE", "Pell"} <= {one.text for one in found}
    assert without_names.replaced(text, found).startswith("The child (that day, a number) of that place told")


@pytest.mark.parametrize(
    ("passage", "named"),
    [
        ("Mason looked at Daz.", ["Daz"]),
        ("Leanne said he fell.", ["Leanne"]),
        ("He fell. Nobody saw it.", []),
        ("VERBAL ARGUMENT BETWEEN LEANNE AND DAZ", ["LEANNE"]),
        ("Seen by Peggy, his nan.", ["Peggy"]),
    ],
)
def test_third_parties_in_a_passage_are_found(passage, named):
    found = third_parties.named_in(passage, about=["Mason Tempest"], known=["Leanne Pickersgill"])
    assert [one.text for one in found] == named
