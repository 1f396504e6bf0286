"""What is given is received only when opened, can be recalled at once, and is corrected for everyone."""
# covers: W9 W14

from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.rules.refusals import NotFound
from sharewell.sharing import corrections, decisions, disclosures, queries
from sharewell.sharing.models import DisclosedItem, Disclosure

from factories import NOW, acting
from sharing_factories import a_request, an_item, decision_fields

pytestmark = pytest.mark.django_db


def give(partnership, request_id, **changed) -> Disclosure:
    with rows.acting_for(acting(partnership.doctor)) as actor:
        decisions.record(actor=actor, **decision_fields(request_id, **changed))
        return Disclosure.objects.filter(information_request_id=request_id).latest("sent_at")


def test_what_nobody_opened_is_not_passed_on(partnership, request_id):
    given = give(partnership, request_id)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert [one.id for one in queries.not_yet_received(actor)] == [given.id]
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        disclosures.receive(actor=actor, disclosure_id=given.id, at=NOW)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert list(queries.not_yet_received(actor)) == []


def test_a_recall_ends_the_recipients_access_in_the_database_itself(partnership, request_id):
    given = give(partnership, request_id)
    with rows.acting_for(acting(partnership.social_worker)):
        assert DisclosedItem.objects.count() == 1
    with rows.acting_for(acting(partnership.doctor)) as actor:
        disclosures.recall(actor=actor, disclosure_id=given.id, reason="Wrong brother", at=NOW)
        assert DisclosedItem.objects.count() == 1
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert DisclosedItem.objects.count() == 0
        with pytest.raises(NotFound):
            disclosures.receive(actor=actor, disclosure_id=given.id, at=NOW)


def test_a_recall_says_why(partnership, request_id):
    given = give(partnership, request_id)
    with rows.acting_for(acting(partnership.doctor)) as actor, pytest.raises(disclosures.RecallNeedsAReason):
        disclosures.recall(actor=actor, disclosure_id=given.id, reason=" ", at=NOW)


def test_somebody_of_another_agency_cannot_be_the_recipient(partnership, request_id):
    with pytest.raises(disclosures.WrongRecipient):
        give(partnership, request_id, recipient_id=partnership.officer.id)


def test_t19_a_correction_reaches_every_recipient_of_the_same_entry(partnership):
    entry = uuid4()
    for _ in range(2):
        give(partnership, a_request(partnership), items=[an_item(entry_id=entry)])
    with rows.acting_for(acting(partnership.doctor)) as actor:
        item = DisclosedItem.objects.first()
        key = uuid4()
        made = corrections.correct(actor=actor, key=key, item_id=item.id, text="The leg.", reason="Misread", at=NOW)
        assert len(made) == 2
        again = corrections.correct(actor=actor, key=key, item_id=item.id, text="The leg.", reason="Misread", at=NOW)
        assert len(again) == 1
        assert corrections.not_yet_seen(actor).count() == 2
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        for one in Disclosure.objects.all():
            assert corrections.seen(actor=actor, disclosure_id=one.id, at=NOW) == 1
            shown = queries.items_of(actor, one.id)[0]
            assert (shown.text, shown.corrections.get().text) == ("Bruise on arm.", "The leg.")
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert corrections.not_yet_seen(actor).count() == 0
