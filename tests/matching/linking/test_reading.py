"""Lists as programs write them are read whole and in order, quickly or plainly."""
# covers: Y4

import pytest

from sharewell.matching.linking import reading

NEEDS_ARROW = pytest.mark.skipif(reading.arrow() is None, reason="pyarrow is not installed: ./sharewell add linking")
READERS = [pytest.param(True, marks=NEEDS_ARROW, id="quickly"), pytest.param(False, id="plainly")]


@pytest.fixture(params=READERS)
def rows_of(request, monkeypatch):
    if not request.param:
        monkeypatch.setattr(reading, "arrow", lambda: None)

    def read(path, *wanted):
        how = reading.style(path)
        found = []
        for block in reading.blocks(path, how, wanted):
            found += zip(*(reading.texts(block[heading]) for heading in wanted), strict=True)
        return found

    return read


def test_columns_are_read_by_their_headings_in_any_order(tmp_path, rows_of):
    (tmp_path / "a.csv").write_text("Name,Born,Notes\nTom,2013,\n\nAmira,2015,x\n", encoding="utf-8")
    assert rows_of(tmp_path / "a.csv", "Born", "Name") == [("2013", "Tom"), ("2015", "Amira")]


def test_an_old_windows_file_with_semicolons_is_read(tmp_path, rows_of):
    (tmp_path / "a.csv").write_bytes("Name;Town\r\nZoë;York\r\n".encode("cp1252"))
    assert rows_of(tmp_path / "a.csv", "Name", "Town") == [("Zoë", "York")]


def test_a_mark_of_byte_order_is_no_part_of_the_first_heading(tmp_path, rows_of):
    (tmp_path / "a.csv").write_bytes("\ufeffName,Town\nTom,York\n".encode())
    assert rows_of(tmp_path / "a.csv", "Name") == [("Tom",)]


def test_a_line_within_quotes_is_part_of_its_row(tmp_path, rows_of):
    (tmp_path / "a.csv").write_text('Name,Notes\nTom,"one\ntwo"\nAmira,three\n', encoding="utf-8")
    assert rows_of(tmp_path / "a.csv", "Name", "Notes") == [("Tom", "one\ntwo"), ("Amira", "three")]


def test_a_row_that_is_too_short_or_too_long_is_not_lost(tmp_path, rows_of):
    rows = "".join(f"name{number},town\n" for number in range(2000))
    (tmp_path / "a.csv").write_text(f"Name,Town\n{rows}short\n{rows}long,town,more\n{rows}", encoding="utf-8")
    found = rows_of(tmp_path / "a.csv", "Name", "Town")
    assert len(found) == 6002
    assert found[2000] == ("short", "")
    assert found[4001] == ("long", "town")
    assert found[6001] == ("name1999", "town")
