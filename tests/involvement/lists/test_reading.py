"""Lists are read as they come: any of the usual encodings, separators and line endings."""
# covers: Y4, Y16

import gc
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.involvement.lists.reading import REST, UnreadableList, read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_accents_survive_with_and_without_a_mark(encoding):
    table = read("Row,Name\r\n1,Ștefan\r\n".encode(encoding))
    assert table.rows == ({"Row": "1", "Name": "Ștefan"},)


def test_windows_text_is_recognised():
    assert read("Row,Name\n1,Zoë\n".encode("cp1252")).rows[0]["Name"] == "Zoë"


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_the_separator_is_found(delimiter):
    table = read(f"A{delimiter}B\n1{delimiter}2\n".encode())
    assert table.rows == ({"A": "1", "B": "2"},)


def test_in_a_pipe_file_a_quotation_mark_is_a_character():
    assert read(b'ROW|SUMMARY\n1|PARTNER "DAZ" LEFT\n').rows[0]["SUMMARY"] == 'PARTNER "DAZ" LEFT'


def test_an_address_over_two_lines_is_one_cell():
    assert read(b'Row,Address\n1,"12 Walk\nTown"\n').rows[0]["Address"] == "12 Walk\nTown"


def test_a_row_with_too_many_cells_says_so():
    assert read(b"A,B\n1,2,3\n").rows[0][REST] == "3"


def test_a_short_row_has_empty_cells():
    assert read(b"A,B\n1\n").rows[0]["B"] == ""


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04\0\0", b"just one line of prose"])
def test_what_is_no_list_is_refused_with_a_next_step(data):
    with pytest.raises(UnreadableList) as refusal:
        read(data)
    assert refusal.value.next_step


@given(st.binary(max_size=400))
def test_no_bytes_at_all_end_in_anything_but_a_table_or_a_refusal(data):
    try:
        table = read(data)
    except UnreadableList:
        return
    assert all(isinstance(text, str) for row in table.rows for text in row.values())


def test_the_rows_of_a_large_file_are_never_all_held():
    heading = "Report Ref,NHS Number,Surname,Forenames,DOB,Sex,Registered GP,Last Seen,Postcode,HV Team\n"
    line = "H1234,,Umpleby,Freya,04-Jul-2015,F,Minster Gate Surgery,17-May-2026,YX11 4SN,\n"
    data = (heading + line * 40_000).encode()
    gc.collect()
    tracemalloc.start()
    table = read(data)
    assert sum(1 for _ in table.each()) == 40_000
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * len(data)  # the text twice, at up to four bytes a letter; as rows it would be more than twenty
