"""The pages of an agency's lists: however long, every row can be read; a long list says how far it is."""
# covers: Y4 Y16

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharewell.involvement.lists import loading, reporting

import factories

pytestmark = pytest.mark.django_db
HEADING = "Row,UPN,Legal Surname,Legal Forename,DOB,School,Postcode\n"


@pytest.fixture
def partnership(db):
    return factories.a_partnership()


def load(client, lines, **more):
    file = SimpleUploadedFile("pupils.csv", (HEADING + "".join(lines)).encode(), content_type="text/csv")
    fields = {"kind": "school-pupils", "as_of": "20/11/2026", "extent": "changes", "file": file} | more
    return client.post("/lists", fields, follow=True)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_row_stands_once_with_all_that_is_said_of_it(partnership, sign_in):
    page = words(load(sign_in(partnership.teacher), ["1,A801200005001,Ashdown,Rowan,31/2/2016,St Hilda's,YX1 3AB\n"]))
    assert "Rows taken with a doubt (1) Row 2 column “UPN”: the first letter" in page
    assert "column “birth date”: “31/2/2016” is not a day in the calendar" in page
    assert page.count("Original text of row 2") == 1


def test_the_same_file_again_is_said_to_be_that(partnership, sign_in):
    client, row = sign_in(partnership.teacher), ["1,,Ashdown,Rowan,3/2/2016,St Hilda's,YX1 3AB\n"]
    assert "The list was loaded" in words(load(client, row))
    assert "This very file, of the same day, was loaded before" in words(load(client, row))


def test_many_rows_are_read_page_by_page_and_none_is_left_out(partnership, sign_in, monkeypatch):
    monkeypatch.setattr(reporting, "MOST", 3)
    client = sign_in(partnership.teacher)
    nameless = [f"{number},B801200005001,,,1/1/2016,St Hilda's,\n" for number in range(7)]
    answer = load(client, nameless)
    assert "Rows not taken (7)" in words(answer)
    seen, address = [], answer.request["PATH_INFO"]
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"Original text of row (\d+)", page)
        more = re.search(r'href="(/lists/[^"]+/not-taken/\d+)"', page)
        address = more and more[1]
    assert [int(number) for number in seen] == list(range(2, 9))
    report = answer.request["PATH_INFO"]
    assert client.get(f"{report}/doubtful/99999999999999999").status_code == 200
    for stranger in (partnership.doctor, partnership.landlord):
        assert sign_in(stranger).get(f"{report}/not-taken/0").status_code == 404


def test_a_long_list_is_taken_in_and_says_how_far_it_is(partnership, sign_in, monkeypatch):
    monkeypatch.setattr(loading, "AT_ONCE", 2)
    client = sign_in(partnership.teacher)
    rows = [f"{number},,Ashdown,Willa,{number + 1}/7/2018,St Hilda's,YX1 3AB\n" for number in range(3)]
    page = words(load(client, rows))
    assert "still being loaded: 0 rows so far" in page
    assert "None so far." in page
    assert "Every row was taken" not in page
    assert "0 so far" in words(client.get("/lists"))
    again = words(load(client, rows, as_of="21/11/2026"))
    assert "Another list of this kind is still being loaded" in again


def test_a_part_of_a_split_file_is_not_everybody(partnership, sign_in, monkeypatch):
    monkeypatch.setattr("sharewell.web.lists.LARGEST", 10)
    page = words(load(sign_in(partnership.teacher), ["1,,Ashdown,Willa,4/7/2018,St Hilda's,\n"]))
    assert "a part is not everybody on the list" in page
