"""A sheet gives what its questions would give one by one: the same values, and to nobody more than they may see."""
# covers: W14

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from importlib import import_module

import pytest
from django.db import transaction
from django.db.models import Model, UUIDField
from django.utils import timezone

from sharewell.base import rows, sheets
from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.cases.models import Contact
from sharewell.directory.models import Agency
from sharewell.sharing import work_list

from factories import acting
from whole_case import a_whole_case

pytestmark = pytest.mark.django_db

ROOMS = (
    "cases.queries",
    "cases.queue",
    "cases.standing",
    "directory.calendars",
    "people.persons",
    "sharing.opened",
    "sharing.picture",
    "sharing.undoing",
    "sharing.work_list",
)
PARTS = {
    f"{room}.{name}": part
    for room in ROOMS
    for name, part in vars(import_module(f"sharewell.{room}")).items()
    if isinstance(part, Part)
}
PARTS |= {f"work_list.{made.__name__}": made("R01") for made in (work_list.waiting, work_list.recalled)}
# Those that must have something to compare in the whole case.
FULL = (
    "persons.LIKE",
    "queries.ONE_PERSON",
    "queries.JUDGED",
    "opened.ITSELF",
    "opened.SUBJECTS",
    "opened.DECISIONS",
    "work_list.waiting",
    "standing.PEOPLE",
    "standing.KIN",
    "standing.NEVER",
    "picture.PASSAGES",
    "picture.CORRECTIONS",
)


def flat(row, related=()):
    """Give a row's values in the order of its columns."""
    if isinstance(row, Model):
        own = [getattr(row, field.attname) for field in row._meta.concrete_fields]
        for path in related:
            one = row
            for step in path.split("__"):
                one = one and one._state.fields_cache[step]
            own += flat(one) if one else [None]
        return own
    if is_dataclass(row):
        return [value for field in fields(row) for value in flat(getattr(row, field.name))]
    return [row]


def without_missing_rows(values):
    """A related row that is missing stands as one None in a sheet, and as one for each column in the database."""
    return [value for value in values if value is not None]


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_whole_case()
        transaction.set_rollback(True)


def given(case, actor):
    return {
        "agency": actor.agency_id,
        "enquiry": case.ids["enquiry"],
        "contact": case.ids["contact"],
        "at": timezone.now(),
        "practitioner": actor.practitioner_id,
        "today": date(2030, 1, 1),
        "request": case.ids["request"],
        "ref": case.ids["ref"],
        "family": "tempest",
        "nhs_number": "",
        "days": [],
        "without": [],
    }


def as_the_builder_gives_it(part, values, monkeypatch):
    """Ask the question through the query builder, with the values in it."""
    with monkeypatch.context() as patched:
        patched.setattr(Given, "as_sql", lambda self, *_: ("%s", (values[self.name],)))
        return list(part.question._build().values_list(*part.question.columns))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_gives_what_the_query_builder_gives(name, case, monkeypatch):
    part = PARTS[name]
    asked = {"sharing.opened": case.partnership.doctor, "sharing.work_list": case.partnership.doctor}
    with rows.acting_for(acting(asked.get(name.rpartition(".")[0], case.partnership.social_worker))) as actor:
        built = as_the_builder_gives_it(part, given(case, actor), monkeypatch)
        read = sheets.read(part, **given(case, actor))[part]
    assert built or not name.endswith(FULL)
    as_read = sorted(repr(without_missing_rows(flat(row, part.related))) for row in read)
    assert as_read == sorted(repr(without_missing_rows(row)) for row in built)


@pytest.mark.parametrize("name", [name for name in PARTS if not name.startswith("directory")])
def test_naming_the_hub_shows_a_stranger_nothing(name, case):
    part = PARTS[name]
    hub = acting(case.partnership.social_worker)
    with rows.acting_for(acting(case.partnership.officer)):
        assert sheets.read(part, **given(case, hub))[part] == []


@dataclass(frozen=True, slots=True)
class Named:
    id: object
    reference: str


OF_AGENCY = Part(Named, lambda: Contact.objects.filter(agency_id=Given("agency", UUIDField())))
EVERY_AGENCY = Part(Agency, Agency.objects.all)


def test_what_was_given_the_last_time_is_not_kept(case):
    with rows.acting_for(acting(case.partnership.teacher)) as actor:
        assert sheets.read(OF_AGENCY, agency=actor.agency_id)[OF_AGENCY]
        assert sheets.read(OF_AGENCY, agency=case.partnership.police.id).first(OF_AGENCY) is None


def test_a_model_is_the_same_as_the_query_builders(case):
    read = sheets.read(EVERY_AGENCY)[EVERY_AGENCY]
    assert {one.pk: flat(one) for one in read} == {one.pk: flat(one) for one in Agency.objects.all()}
