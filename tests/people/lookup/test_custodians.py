"""The one who locked a record learns that somebody looked; the one who looked learns nothing."""
# covers: Y16

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from sharewell.base import rows
from sharewell.matching.comparing import Known
from sharewell.people.lookup import custodians, feeding, search
from sharewell.people.models import PersonRecord

import factories


@pytest.mark.django_db(transaction=True)
def test_a_custodian_is_told_once_and_only_of_their_own(in_worker_role):
    partnership = factories.a_partnership()
    with rows.acting_for(factories.acting(partnership.doctor)) as actor:
        record = PersonRecord.objects.create(
            agency_id=actor.agency_id,
            source="test",
            source_ref="1",
            given_name="Freya",
            family_name="Umpleby",
            born_on=date(2015, 7, 4),
            birth_accuracy="AAA",
            is_locked=True,
        )
        feeding.index_record(record)
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        for asked in (
            Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4), postcode="YX11 4SN"),
            Known(given="Somebody", family="Else", born_on=date(2011, 1, 3)),
        ):
            found = search.candidates(actor=actor, asked=asked, about=[uuid4()], reason="who", at=factories.NOW)
            assert found.state == "none"
    assert in_worker_role(custodians.tell) == 1
    assert in_worker_role(custodians.tell) == 0
    with rows.acting_for(factories.acting(partnership.doctor)), connection.cursor() as cursor:
        cursor.execute("SELECT args->>'about' FROM procrastinate_jobs WHERE task_name = 'send_notice'")
        mailed = {about for (about,) in cursor.fetchall()}
        cursor.execute("SELECT id::text FROM notices_notice WHERE kind = 'locked_record_sought'")
        assert {notice for (notice,) in cursor.fetchall()} <= mailed
    seen = "SELECT count(*) FROM notices_notice WHERE kind = 'locked_record_sought' AND about = %s"
    for practitioner, notices in ((partnership.doctor, 1), (partnership.social_worker, 0)):
        with rows.acting_for(factories.acting(practitioner)), connection.cursor() as cursor:
            cursor.execute(seen, [record.id])
            assert cursor.fetchone() == (notices,)
