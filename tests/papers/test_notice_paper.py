"""The notice for a family as a document, read back: it says what the page says, and never the protected place."""
# covers: Y8 W11

import io
from datetime import UTC, datetime
from uuid import uuid4

import pikepdf
import pytest
from pypdf import PdfReader

from sharewell.base.actor import system
from sharewell.papers import notice_paper
from sharewell.sharing import openness

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def written(monkeypatch) -> list[dict]:
    """What is put into the ledger about a document; the paper itself needs no database."""
    kept: list[dict] = []
    monkeypatch.setattr(notice_paper.entries, "append", lambda **entry: kept.append(entry))
    return kept


def read(paper: bytes) -> str:
    """Give the words of a document as a reader's program gets them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).split())


def test_the_document_says_everything_the_notice_says_and_is_tagged_for_screen_readers(written):
    notice = openness.plain_notice(agency="Minster Gate Surgery", recipient="Fossborough Council")
    notice |= {"why": "We are worried that Mason’s arm was hurt; “we” are #1 of [several] services."}
    paper = notice_paper.write(actor=system("test"), openness_id=uuid4(), notice=notice, at=AT)
    said = read(paper)
    for part in ("from", "why", "what", "how", "with_whom", "rights"):
        assert " ".join(notice[part].split()) in said, part
    assert "24 November 2026" in said
    with pikepdf.open(io.BytesIO(paper)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("en")
    assert [one["detail"] for one in written] == [{"kind": "notice"}]
    assert "Mason" not in str(written)


def test_the_day_on_the_document_is_englands(written):
    notice = openness.plain_notice(agency="A service that works with your family", recipient="The council")
    half_past_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    paper = notice_paper.write(actor=system("test"), openness_id=uuid4(), notice=notice, at=half_past_midnight)
    assert "1 July 2026" in read(paper)
    with pikepdf.open(io.BytesIO(paper)) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20260701")
