"""Thirty invented families in eight agencies' lists, asked for through the deed: every hard pair comes out right."""
# covers: Y4 Y16

import contextlib
import sys
from pathlib import Path
from uuid import uuid4

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "matching"))
import families

from sharewell.base import rows
from sharewell.involvement.lists import loading
from sharewell.involvement.lists.drawn import RefusedRow
from sharewell.involvement.lists.kinds import KINDS
from sharewell.involvement.lists.reading import read
from sharewell.matching.comparing import Known
from sharewell.people.lookup import search
from sharewell.people.models import IdentityJudgement, PersonRecord

import factories
from factories import NOW, acting

pytestmark = pytest.mark.xdist_group("families")
PAIRS = families.truth("hard_pairs.csv")
LOADERS = {
    "school-pupils": "teacher",
    "health-register": "doctor",
    "police-occurrences": "officer",
    "early-help-episodes": "administrator",
    "voluntary-contacts": "landlord",
}


def filed(agency_id, kind, data):
    """Give the record of the person each row is mainly about, by the row's own reference."""
    known = {(one.source_ref, one.part): one.id for one in PersonRecord.objects.filter(agency_id=agency_id)}
    table = read(data)
    for row in table.rows:
        with contextlib.suppress(RefusedRow):
            person = KINDS[kind].draw(row).people[0]
            if (person.ref[:60], person.part) in known:
                yield row[table.headings[0]].strip(), known[person.ref[:60], person.part]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """All lists, each loaded by an agency of its own; who asks, and each record's id by file and reference."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        partnership = factories.a_partnership()
        administrator = factories.a_practitioner(partnership.early_help, "R14")
        ids = {}
        for kind, who in LOADERS.items():
            loader = acting(administrator if who == "administrator" else getattr(partnership, who))
            file = kind.replace("-", "_") + ".csv"
            data = (families.LISTS / file).read_bytes()
            with rows.acting_for(loader):
                report = loading.load(
                    actor=loader, kind=kind, file_name=file, data=data, as_of=families.TODAY, at=NOW, is_whole=True
                )
                assert report.rows_read == report.rows_taken + report.rows_unchanged + report.rows_refused
                ids |= {(file, ref): record for ref, record in filed(loader.agency_id, kind, data)}
        yield partnership, ids
        transaction.set_rollback(True)


@pytest.fixture
def look(loaded, django_db_blocker):
    partnership, ids = loaded

    def asked(known):
        with rows.acting_for(acting(partnership.social_worker)) as actor:
            return search.candidates(actor=actor, asked=known, about=[uuid4()], reason="who", at=NOW)

    with django_db_blocker.unblock():
        yield asked, ids


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['record_a']}-{pair['record_b']}")
def test_a_hard_pair_comes_out_right_when_one_is_asked_for_as_the_other(look, pair):
    asked, ids = look
    people = families.main_people()
    for mine, theirs in (("a", "b"), ("b", "a")):
        known = people[pair[f"file_{mine}"], pair[f"record_{mine}"]]
        other = ids[pair[f"file_{theirs}"], pair[f"record_{theirs}"]]
        result = asked(known)
        shown = {one.record_id: one.candidate for one in result.found}
        if pair["truth"] == "same":
            assert other in shown, pair["why"]
        elif other in shown:
            assert shown[other].sureness != "match", pair["why"]
            assert shown[other].warnings or shown[other].differs, pair["why"]


def test_nothing_was_linked_by_any_of_it(look):
    assert not IdentityJudgement.objects.exists()


def test_a_child_whose_record_carries_the_brothers_number_is_shown_with_the_warning(look):
    asked, ids = look
    toby = families.main_people()["school_pupils.csv", "SCH-001"]
    number = next(
        known.nhs_number for key, known in families.main_people().items() if key == ("health_register.csv", "H0003")
    )
    result = asked(Known(given=toby.given, family=toby.family, born_on=toby.born_on, sex="M", nhs_number=number))
    sister = next(one.candidate for one in result.found if one.record_id == ids["health_register.csv", "H0003"])
    assert sister.sureness != "match"
    assert any("may be a twin's or another's number" in warning for warning in sister.warnings)


def test_everything_changed_but_the_number_is_found_by_the_number_and_says_what_differs(look):
    asked, ids = look
    known = families.main_people()["health_register.csv", "H0002"]
    result = asked(Known(given="Somebody", family="Quite-Other", postcode="YX9 9ZZ", nhs_number=known.nhs_number))
    found = next(one.candidate for one in result.found if one.record_id == ids["health_register.csv", "H0002"])
    assert "NHS number the same" in found.agrees
    assert {"first name", "family name"} <= {said.split(" differs")[0] for said in found.differs if " differs" in said}
    assert found.sureness != "match"


def test_an_agencys_own_number_finds_the_record_and_never_makes_a_match(look):
    asked, ids = look
    result = asked(Known(references=("H0002",)))
    assert ids["health_register.csv", "H0002"] in {one.record_id for one in result.found}
    assert result.state in ("low", "potential")
