"""The printed rulebook: tagged, in English, with contents, and every rule in it; made without a database."""
# covers: Y21

import io
import re
from datetime import date

import pikepdf
import pytest

from sharewell.ops import rulebook_command
from sharewell.papers import rulebook_paper
from sharewell.rules import rulebook

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def paper():
    made = rulebook_paper.write(rulebook.book_on(DAY), made_on=DAY, signed="A. Lawyer; see (remarks) #1 [x]")
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


def headings(paper: pikepdf.Pdf) -> dict[str, int]:
    """Count the structure elements of each kind in the tree of tags."""
    found: dict[str, int] = {}
    waiting = [paper.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found[str(one.S)] = found.get(str(one.S), 0) + 1
            if "/K" in one:
                waiting.append(one.K)
    return found


def test_it_is_tagged_has_a_language_and_a_title(paper):
    assert paper.Root.MarkInfo.Marked
    assert str(paper.Root.Lang) == "en-GB"
    assert str(paper.docinfo["/Title"]) == "The rulebook"
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_every_part_and_every_rule_is_a_heading_of_its_own(paper):
    book = rulebook.book_on(DAY)
    tags = headings(paper)
    assert tags["/H1"] == 1
    assert tags["/H2"] == len(book["parts"]) + 1  # and the contents
    assert tags["/H3"] == rulebook.counts(book)["all"]
    assert tags["/Link"] >= rulebook.counts(book)["all"]


def test_the_command_writes_it_and_says_what_it_wrote(tmp_path, capsys):
    file = tmp_path / "book.pdf"
    assert rulebook_command.write([str(file), "--on", "2018-09-01"]) == 0
    assert re.search(r"\d+ rules, version 2018-", capsys.readouterr().out)
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{folder}/none/book.pdf"], "could not be written"),
        (["{folder}/book.pdf", "--on", "2010-01-01"], "There are no rules for that day"),
    ],
)
def test_the_command_says_what_it_could_not_do(tmp_path, capsys, arguments, said):
    assert rulebook_command.write([one.format(folder=tmp_path) for one in arguments]) == 2
    assert said in capsys.readouterr().err
