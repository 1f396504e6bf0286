"""The agreements are put in force as one version; what has changed since closes every answer."""
# covers: Y16 W14

import pytest
from django.db import Error, connection

from sharewell.base import rows
from sharewell.directory import agreements as directory
from sharewell.directory import queries
from sharewell.involvement import policy, who_else
from sharewell.involvement.models import PolicyInForce
from sharewell.rules.refusals import NotAllowed, SomeoneWasFirst

import factories
import involvement_factories as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(db):
    return factories.a_partnership()


@pytest.fixture
def freya(partnership):
    """One child, known to the surgery and to the school, confirmed by the hub."""
    records = [made.listed(partnership.doctor), made.listed(partnership.teacher, nhs_number="")]
    for practitioner, record in zip((partnership.doctor, partnership.teacher), records, strict=True):
        made.works_with(practitioner, record)
    return made.confirmed(partnership, *records)


def asked(partnership, person, purpose="SAFEGUARDING"):
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        return who_else.ask(actor=actor, person_id=person.id, reason="Worry", purpose=purpose, at=factories.NOW)


def shown(answer):
    return {one.agency for one in answer.pointers}


def test_what_is_in_force_decides_and_its_version_stands_with_the_answer_and_in_the_ledger(partnership, freya):
    made.agreed(partnership, partnership.gp)
    answer = asked(partnership, freya)
    assert shown(answer) == {"Minster Gate Surgery"}
    assert answer.policy == policy.in_force().version
    with rows.acting_for(factories.acting(partnership.social_worker)), connection.cursor() as cursor:
        cursor.execute("SELECT detail->>'policy' FROM ledger_opening WHERE event = 'who_else.asked'")
        assert cursor.fetchall() == [(answer.policy,)]


def test_nothing_is_told_before_anything_was_put_in_force(partnership, freya):
    made.agreed(partnership, partnership.gp, in_force=False)
    answer = asked(partnership, freya)
    assert (answer.is_closed, answer.pointers, answer.asked) == (True, (), ())


def test_agreements_that_changed_close_every_answer_until_they_are_in_force_again(partnership, freya):
    agreement = made.agreed(partnership, partnership.gp)
    agreement.parties.add(partnership.school)
    answer = asked(partnership, freya)
    assert (answer.is_closed, answer.pointers) == (True, ())
    made.put_in_force(partnership)
    answer = asked(partnership, freya)
    assert not answer.is_closed
    assert shown(answer) == {"Minster Gate Surgery", "St Hilda's Primary"}


def test_stopping_is_one_act_and_holds_at_once(partnership, freya):
    agreement = made.agreed(partnership, partnership.gp)
    made.agreed(partnership, partnership.school, code="AGR-S")
    with rows.acting_for(made.administrator(partnership)) as actor:
        policy.stop(actor=actor, agreement_id=agreement.id, reason="The surgery left.", at=factories.NOW)
    answer = asked(partnership, freya)
    assert not answer.is_closed
    assert shown(answer) == {"St Hilda's Primary"}
    assert "Minster Gate Surgery" not in {one.agency_name for one in answer.asked}


def test_stopping_needs_a_reason_and_the_right_role(partnership):
    agreement = made.agreed(partnership, partnership.gp)
    with pytest.raises(directory.StopNeedsAReason), rows.acting_for(made.administrator(partnership)) as actor:
        policy.stop(actor=actor, agreement_id=agreement.id, reason=" ", at=factories.NOW)
    with pytest.raises(NotAllowed), rows.acting_for(factories.acting(partnership.manager)) as actor:
        policy.stop(actor=actor, agreement_id=agreement.id, reason="Because", at=factories.NOW)
    assert queries.agreements_in_force().count() == 1


def test_what_was_looked_at_is_what_comes_into_force(partnership):
    made.agreed(partnership, partnership.gp, in_force=False)
    with pytest.raises(SomeoneWasFirst), rows.acting_for(made.administrator(partnership)) as actor:
        policy.put_in_force(actor=actor, expected="another version", at=factories.NOW)
    assert policy.in_force() is None


def test_a_rule_that_cannot_be_read_leaves_in_force_what_was_and_closes_answers(partnership, freya):
    agreement = made.agreed(partnership, partnership.gp)
    head = policy.in_force()
    agreement.terms = {"rules": {"defaults": [made.EVERYONE_TELLS | {"effect": "maybe"}]}}
    agreement.save()
    with pytest.raises(policy.NotPutInForce), rows.acting_for(made.administrator(partnership)) as actor:
        policy.put_in_force(actor=actor, expected=head.version, at=factories.NOW)
    assert policy.in_force() == head
    assert asked(partnership, freya).is_closed


def test_a_version_that_is_not_what_it_says_closes_every_answer(partnership, freya):
    made.agreed(partnership, partnership.gp, in_force=False)
    wider = [{"code": "AGR-T", "version": "1", "parties": [], "rules": {}}]
    PolicyInForce.objects.create(
        number=1,
        version=policy.proposed().version,
        agreements=wider,
        rules=0,
        made_by_id=partnership.manager.id,
        made_at=factories.NOW,
    )
    policy._compiled.clear()
    assert asked(partnership, freya).is_closed


def test_a_version_can_be_added_and_never_changed(partnership):
    made.agreed(partnership, partnership.gp)
    with pytest.raises(Error, match="permission denied"):
        PolicyInForce.objects.update(version="other")


def test_existence_and_content_are_told_apart_for_each_pointer(partnership, freya):
    content = made.EVERYONE_TELLS | {"modes": ["CONTENT"], "obligations": ["Tell the family"]}
    made.agreed(partnership, partnership.gp, rules={"defaults": [made.EVERYONE_TELLS, content]})
    made.agreed(partnership, partnership.school, code="AGR-S")
    covers = {one.agency: one.content for one in asked(partnership, freya).pointers}
    assert covers == {"Minster Gate Surgery": "AGR-T", "St Hilda's Primary": ""}


def test_content_without_existence_shows_nothing(partnership, freya):
    rules = {"defaults": [made.EVERYONE_TELLS | {"modes": ["CONTENT"]}]}
    made.agreed(partnership, partnership.gp, rules=rules)
    assert shown(asked(partnership, freya)) == set()
