"""The look-up page on the hard cases: who is found, what is warned of, what is left to find them by, in words."""
# covers: Y16 Y4 W25

import re
from datetime import date

import pytest
from django.utils import timezone

from sharewell.base import rows
from sharewell.cases.models import EnquiryPerson
from sharewell.people.lookup import search

import factories
import involvement_factories as made
from factories import acting
from sharing_factories import an_enquiry

pytestmark = pytest.mark.django_db
NOTHING = {
    "given": "",
    "family": "",
    "others": "",
    "birth": "",
    "sex": "",
    "postcode": "",
    "number": "",
    "reference": "",
}


@pytest.fixture
def partnership(db):
    return factories.a_partnership()


@pytest.fixture
def look(partnership, sign_in):
    """Give a way to type facts on the page and to read what it answers."""
    enquiry = an_enquiry(partnership)
    with rows.acting_for(acting(partnership.social_worker)):
        person = EnquiryPerson.objects.get(enquiry_id=enquiry, role="child").id
    client = sign_in(partnership.social_worker)

    def typed(**facts):
        page = f"/hub/enquiry/{enquiry}/who/{person}/look-for"
        answer = client.post(page, NOTHING | facts, follow=True)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))

    return typed


UNBORN = {
    "given_name": "",
    "family_name": "Garbutt",
    "born_on": None,
    "due_on": date(2027, 2, 8),
    "sex": "",
    "postcode": "",
}
UNBORN |= {"nhs_number": "", "birth_accuracy": ""}


def test_the_unborn_are_found_by_the_due_date_and_by_how_far_on_it_is(partnership, look):
    made.listed(partnership.doctor, **UNBORN)
    page = look(family="Garbutt", birth="due 12/2/2027")
    assert "Unborn child, Garbutt, Minster Gate Surgery" in page
    assert "due at about the same time (due 12 February 2027, due 8 February 2027)" in page
    assert "make sure by who the mother is" in page
    assert "Look for the mother too" in page
    assert "born the same day" not in page


def test_a_child_born_since_is_brought_together_with_the_due_date_in_words(partnership, look):
    made.listed(partnership.doctor, **UNBORN | {"due_on": date(2026, 2, 8)})
    page = look(given="Ruby", family="Garbutt", birth="3/2/2026")
    assert "born about when the child was expected (3 February 2026, due 8 February 2026)" in page
    assert "Looks like the same person" not in page


def test_an_age_and_a_guess_are_said_to_be_that(partnership, look):
    year = timezone.localdate().year - 11
    made.listed(partnership.doctor, born_on=date(year, 7, 4))
    for birth in ("aged 11", f"about {year}"):
        page = look(given="Freya", family="Umpleby", birth=birth)
        assert f"(about {year}, 4 July {year})" in page, birth
        assert "Looks like the same person" not in page
        assert "The day of birth would tell most" in page


def test_an_agencys_own_number_finds_and_is_no_proof(partnership, look):
    made.listed(partnership.doctor, source_ref="H-0002")
    page = look(reference="h 0002")
    assert "the agency’s own reference the same" in page
    assert "Looks like the same person" not in page
    assert "in this record, and you gave none: first name, family name, birth" in page
    assert "another agency may use that number too" in look(given="Noel", family="Quist", reference="H-0002")


def test_a_number_that_was_replaced_is_said_to_be_old(partnership, look):
    made.listed(partnership.doctor, nhs_number="9991039961", earlier={"nhs_number": ["9991026649"]})
    page = look(given="Freya", family="Umpleby", birth="4/7/2015", number="999 102 6649")
    assert "NHS number an earlier one, replaced since" in page
    assert "check which is in force" in page


@pytest.mark.parametrize("number", ["9999999999", "999 102 6648"])
def test_a_number_that_cannot_be_one_is_said_beside_the_field_and_not_looked_for(partnership, look, number):
    made.listed(partnership.doctor)
    page = look(given="Freya", family="Umpleby", number=number)
    assert "There is a problem" in page
    assert "Minster Gate Surgery" not in page


def test_twins_are_told_apart_and_a_brothers_number_on_a_sister_is_warned_of(partnership, look):
    made.listed(partnership.doctor, given_name="Toby", sex="M")
    made.listed(partnership.doctor, given_name="Tabitha")  # with her brother's number
    page = look(given="Toby", family="Umpleby", birth="4/7/2015", number="9991026649")
    assert "it may be a twin" in page
    assert "may be a twin's or another's number" in page.replace("&#39;", "'")
    assert "Do not go by the number" in page
    assert page.count("Looks like the same person") == 1


def test_a_placeholder_is_no_name(partnership, look):
    made.listed(partnership.doctor, given_name="Baby", nhs_number="")
    page = look(given="Baby", family="Umpleby", birth="4/7/2015")
    assert "no real first name yet" in page
    assert "“Baby” is no name to look by" in page
    assert "first name the same" not in page


def test_who_changed_name_and_address_at_once_is_shown_with_what_is_left(partnership, look):
    made.listed(partnership.doctor, family_name="Stott", nhs_number="", postcode="YX2 4DE")
    page = look(given="Freya", family="Umpleby", birth="4/7/2015", postcode="YX11 4SN")
    assert "Only a first name and a birth date are left to know them by" in page
    assert "A number, an earlier name or an earlier postcode would find them" in page
    found = look(given="Freya", family="Umpleby", others="Stott", birth="4/7/2015")
    assert "family name was once the same" in found


def test_when_nobody_is_found_it_is_said_what_that_means_and_what_to_do(partnership, look):
    page = look(given="Quentin", family="Zzyzx", birth="4/7/2015")
    assert "That is not the same as nobody knowing them" in page
    assert "Ring the agencies that are likely to know them" in page
    assert "You look for: Quentin, Zzyzx, 4/7/2015." in page
    assert "not known" not in page


def test_a_look_up_that_failed_offers_no_way_to_say_that_nobody_fits(partnership, look, monkeypatch):
    made.listed(partnership.doctor)

    def fails(_asked):
        from django.db import OperationalError

        raise OperationalError

    monkeypatch.setattr(search.store, "likely", fails)
    page = look(given="Freya", family="Umpleby", birth="4/7/2015")
    assert "nothing is known either way" in page
    assert "None of these is the person" not in page
    assert "What was asked" not in page
    assert "Look again" in page


def test_when_more_may_fit_than_are_shown_the_page_says_so(partnership, look):
    for number in range(21):
        made.listed(partnership.doctor, nhs_number="", postcode=f"YX{number % 9 + 1} 4DE")
    page = look(given="Freya", family="Umpleby")
    assert "Only the twenty likeliest are shown" in page
