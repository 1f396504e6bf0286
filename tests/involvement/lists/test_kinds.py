"""What a row of each kind of list says."""
# covers: Y4, Y16, W23

from pathlib import Path

import pytest

from sharewell.involvement.lists.kinds import KINDS, collected_for
from sharewell.involvement.lists.kinds.naming import capitals_first, comma_name, plain_name, tidy
from sharewell.involvement.lists.reading import read
from sharewell.rules.facts import FACTS

FAMILIES = Path(__file__).parents[3] / "src/sharewell/ops/partnership_data/families"
FILES = {
    "school-pupils": ("school_pupils.csv", 43),
    "school-concerns": ("school_concerns.csv", 20),
    "health-register": ("health_register.csv", 88),
    "health-contacts": ("health_contacts.csv", 20),
    "police-occurrences": ("police_occurrences.csv", 40),
    "housing-tenancies": ("housing_tenancies.csv", 20),
    "early-help-episodes": ("early_help_episodes.csv", 16),
    "voluntary-contacts": ("voluntary_contacts.csv", 14),
}


def drawn(kind: str) -> dict:
    rows = read((FAMILIES / FILES[kind][0]).read_bytes()).rows
    return {person.ref + "/" + person.part: person for row in rows for person in KINDS[kind].draw(row).people}


@pytest.mark.parametrize("kind", FILES)
def test_every_row_of_every_list_is_understood(kind):
    table = read((FAMILIES / FILES[kind][0]).read_bytes())
    assert len(table.rows) == FILES[kind][1]
    assert set(KINDS[kind].needs) <= set(table.headings)
    assert all(KINDS[kind].draw(row).people for row in table.rows)


def test_a_protected_pupil_is_marked_from_the_schools_own_note():
    pupil = drawn("school-pupils")["SCH-007/pupil"]
    assert pupil.is_address_protected
    assert pupil.family == "Kowalska"


def test_a_health_flag_protects_an_address_that_is_not_even_there():
    assert drawn("health-register")["H0013/main"].is_address_protected


def test_several_occurrences_of_one_nominal_are_one_person():
    rows = read((FAMILIES / "police_occurrences.csv").read_bytes()).rows
    leanne = [
        person for row in rows for person in KINDS["police-occurrences"].draw(row).people if person.ref == "N70000"
    ]
    assert [entry.ref for person in leanne for entry in person.entries] == ["POL-001", "POL-005"]


def test_an_unborn_child_has_a_due_date_and_no_birth_date():
    unborn = drawn("early-help-episodes")["EHM2603/main"]
    assert (unborn.birth, unborn.due) == ("", "EDD 08.02.27")


def test_a_strength_is_kept_as_a_strength():
    entries = drawn("early-help-episodes")["EHM2601/main"].entries
    assert [entry.is_strength for entry in entries] == [False, True, False]


def test_nobody_is_made_out_of_a_household_in_free_text():
    people = drawn("housing-tenancies")
    assert [key for key in people if key.startswith("TEN/1014")] == ["TEN/1014/main"]


def test_a_refuges_people_are_sensitive_and_without_address():
    zosia = drawn("voluntary-contacts")["HH-14a/main"]
    assert (zosia.given, zosia.birth, zosia.address) == ("Zosia", "12", "")
    assert zosia.pointers[0].is_sensitive


@pytest.mark.parametrize(
    ("text", "name"),
    [("Tempest, Mason", ("Mason", "Tempest")), ("Mason Tempest", ("Mason", "Tempest")), ("Mason", ("Mason", ""))],
)
def test_names_with_and_without_a_comma(text, name):
    assert comma_name(text) == name


def test_titles_and_capitals():
    assert plain_name("Mrs Ngozi Okafor") == ("Ngozi", "Okafor")
    assert capitals_first("PICKERSGILL-DUNMORE Isla Grace") == ("Isla Grace", "Pickersgill-Dunmore")
    assert tidy("O'BRIEN-SHAW") == "O'Brien-Shaw"
    assert tidy("MacDonald") == "MacDonald"


def test_every_kind_says_in_the_rules_own_word_what_it_was_collected_for():
    assert {kind: one.collected_for for kind, one in KINDS.items()} == {
        "school-pupils": "education",
        "school-concerns": "safeguarding",
        "health-register": "care_or_treatment",
        "health-contacts": "care_or_treatment",
        "police-occurrences": "policing",
        "housing-tenancies": "housing",
        "early-help-episodes": "help_or_support",
        "voluntary-contacts": "help_or_support",
    }
    assert {one.collected_for for one in KINDS.values()} <= set(FACTS["collected_for"].values)
    assert collected_for("a list nobody knows") == ""
