"""What protects a secret does not hold it: not the ledger, not the log, not what others are told."""
# covers: W14

import logging

import pytest

from sharewell.base import rows
from sharewell.ledger.models import Opening
from sharewell.notices.models import Notice
from sharewell.sharing import decisions

from factories import acting
from sharing_factories import decision_fields

pytestmark = pytest.mark.django_db
SECRET = "She is hiding at 61 Wharf Street, Thornwick"


@pytest.mark.parametrize("outcome", ["part", "nothing"])
def test_t25_the_ledger_the_log_and_the_notices_do_not_hold_the_reasons(partnership, request_id, outcome, caplog):
    changed = {"outcome": outcome, "reasons": SECRET}
    if outcome == "nothing":
        changed |= {"items": [], "message": "We will ring you.", "departure_reason": SECRET}
    with caplog.at_level(logging.DEBUG), rows.acting_for(acting(partnership.doctor)) as actor:
        made = decisions.record(actor=actor, **decision_fields(request_id, **changed))
        assert made.reasons == SECRET
        written = [str(opening.detail) for opening in Opening.objects.all()]
        notices = [str(vars(notice)) for notice in Notice.objects.all()]
    assert written
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    kept = " ".join([*written, *notices, *logged])
    assert "Wharf" not in kept
    with rows.acting_for(acting(partnership.social_worker)):
        told = " ".join(str(vars(notice)) for notice in Notice.objects.all())
    assert "Wharf" not in told
