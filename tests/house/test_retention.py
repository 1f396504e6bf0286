"""Every record has its retention class and the day on which a person looks at it, from the day it is made."""
# covers: Y13

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from sharewell.base import rows
from sharewell.base.kept import Kept
from sharewell.base.uncovered import OUTSIDE_ROW_SECURITY

from factories import acting
from whole_case import a_whole_case

# What is no record of what was done here: each with how it ends.
NO_RECORD: dict[str, str] = {
    "ledger_opening": "what an entry says is destroyed when the time of its record has ended; the proof stays",
    "ledger_about": "goes with what an entry says",
    "ledger_waiting": "an entry's place in the line, gone within seconds",
    "local_localchange": "a proposal about what is published; nobody's data",
    "local_rulebooksignoff": "who signed the rules off; nobody's data",
    "people_listimport": "an agency's own list, replaced and withdrawn by that agency",
    "people_refusedrow": "goes with its list",
    "people_listfile": "a long list while it is being loaded, gone when every row is accounted for",
    "people_personrecord": "a row of an agency's own list; that agency's own schedule holds, and it can take it back",
    "people_recordshield": "goes with its row, which must not outlive its protection",
    "people_followup": "work left by a judgement that was undone; goes with the judgement",
    "involvement_involvement": "goes with its row of an agency's list",
    "involvement_agencyentry": "goes with its row of an agency's list",
    "involvement_brokeredquestion": "a question to a sensitive service, which answers or not",
    "notices_notice": "says only that something waits; names nobody",
}


def is_kept(model: type, seen: tuple[type, ...] = ()) -> bool:
    """Say whether a model has its own day, or stands and falls with a record that has one."""
    if issubclass(model, Kept):
        return True
    parents = [one for one in model._meta.fields if one.remote_field and not one.null]
    own = [one.related_model for one in parents if one.related_model._meta.app_label != "directory"]
    return any(one not in seen and is_kept(one, (*seen, model)) for one in own)


def models() -> list[type]:
    ours = [one for one in apps.get_models() if one.__module__.startswith("sharewell.")]
    return [one for one in ours if one._meta.db_table not in OUTSIDE_ROW_SECURITY]


def test_every_table_with_personal_data_has_its_retention_or_says_how_it_ends():
    without = {one._meta.db_table for one in models() if not is_kept(one)}
    assert without == set(NO_RECORD)


@pytest.mark.django_db
def test_everything_a_whole_case_leaves_is_looked_at_on_a_day_to_come():
    case = a_whole_case()
    tomorrow = timezone.localdate() + timedelta(days=1)
    found = set()
    for who in ("teacher", "social_worker", "doctor", "adviser"):
        with rows.acting_for(acting(getattr(case.partnership, who))):
            for model in (one for one in models() if issubclass(one, Kept)):
                for record in model.objects.all():
                    assert record.retention_class, model
                    assert record.review_on >= tomorrow, model
                    found.add(model.__name__)
    assert {"Contact", "ContactDraft", "Decision", "Disclosure", "Enquiry", "Feedback", "InformationRequest"} <= found
    assert {"Openness", "Outcome", "Person", "Consultation"} <= found


@pytest.mark.django_db
def test_the_database_itself_refuses_a_record_without_its_day():
    tables = [one._meta.db_table for one in models() if issubclass(one, Kept)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE is_nullable = 'YES'"
            " AND column_name IN ('retention_class', 'review_on') AND table_name = ANY(%s)",
            [tables],
        )
        assert cursor.fetchall() == []
