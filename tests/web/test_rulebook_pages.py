"""The rulebook to read and to print; who signed which version, and what changed since."""
# covers: Y21

import io
import json
import re
from datetime import date
from uuid import uuid4

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sharewell.base import rows
from sharewell.directory.local import signing
from sharewell.directory.local.models import LocalNote, RulebookSignOff, RulebookVersion
from sharewell.ledger import history
from sharewell.rules import rulebook
from sharewell.rules.refusals import NotAllowed

from factories import NOW, a_partnership, a_practitioner, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def lawyer(partnership):
    return a_practitioner(partnership.hub, "R12", given_name="Frances")


def read(answer, status=200) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert answer.status_code == status, text[:1500]
    return text


def sign(who, book, remarks="", at=NOW):
    with rows.acting_for(acting(who)) as actor:
        content = rulebook.content_hash(rulebook.canonical(book))
        return signing.sign_off(actor=actor, content_hash=content, book=book, remarks=remarks, at=at)


def test_the_page_has_every_rule_and_says_that_nobody_signed(partnership, sign_in):
    page = read(sign_in(partnership.teacher).get("/rulebook"))
    book = rulebook.book_on(timezone.localdate())
    assert "Nobody has signed this version off yet. The rules are used all the same." in page
    assert book["rules_hash"] in page
    for part in book["parts"]:
        for rule in part["rules"]:
            assert f"Rule: {rule['id']}." in page, rule["id"]
    assert "Add a local note" not in page


def test_local_notes_stand_beside_their_rules_and_are_no_part_of_what_is_signed(partnership, lawyer, sign_in):
    client = sign_in(lawyer)
    before = client.get("/rulebook/sign-off").content.decode()
    LocalNote.objects.create(about="rule:speed.today", text="Before four.", source="Ours", valid_from=date(2018, 1, 1))
    assert "Local note, not law. Before four." in read(client.get("/rulebook"))
    content = re.search(r'name="content" value="([0-9a-f]{64})"', before)[1]
    assert content in client.get("/rulebook/sign-off").content.decode()


def test_another_days_rules_can_be_read_and_a_day_before_the_first_is_refused(partnership, sign_in):
    client = sign_in(partnership.teacher)
    assert "These are the rules of" in read(client.get("/rulebook", {"on": "01/09/2018"}))
    assert "The first rules here are those of 01/07/2018" in read(client.get("/rulebook", {"on": "01/01/2010"}))


def test_a_lawyer_signs_what_was_read_once_and_everybody_sees_it(partnership, lawyer, sign_in):
    client = sign_in(lawyer)
    page = client.get("/rulebook/sign-off").content.decode()
    content = re.search(r'name="content" value="([0-9a-f]{64})"', page)[1]
    assert "Confirm that you have read" in read(client.post("/rulebook/sign-off", {"content": content}))
    typed = {"content": content, "was_read": "on", "remarks": "Check the court rules by March."}
    for _ in range(2):
        assert client.post("/rulebook/sign-off", typed).status_code == 302
    assert RulebookVersion.objects.get().content_hash == content
    said = read(sign_in(partnership.teacher).get("/rulebook"))
    assert "Frances" in said
    assert "Check the court rules by March." in said
    assert "Nobody has signed" not in said


def test_a_version_that_was_not_read_is_not_signed(lawyer, sign_in):
    typed = {"content": "0" * 64, "was_read": "on", "remarks": ""}
    assert "has changed since you opened it" in read(sign_in(lawyer).post("/rulebook/sign-off", typed), 409)
    assert not RulebookVersion.objects.exists()


def test_what_changed_since_a_signature_is_shown_rule_by_rule(lawyer, sign_in):
    book = rulebook.book_on(timezone.localdate())
    older = json.loads(rulebook.canonical(book))
    rules = older["parts"][0]["rules"]
    rules[0]["statement"] = "It was said like this."
    rules[1]["verified_said"] = "Not verified at all"
    gone, added = dict(rules[2]) | {"id": "recommend.old", "statement": "A rule that went."}, rules.pop(3)
    rules.append(gone)
    signed = sign(lawyer, older)
    client = sign_in(lawyer)
    assert f"/rulebook/signatures/{signed.id}" in client.get("/rulebook").content.decode()
    said = read(client.get(f"/rulebook/signatures/{signed.id}"))
    assert "Added (1)" in said
    assert added["id"] in said
    assert "Removed (1) A rule that went." in said
    assert "Changed (2)" in said
    assert "What it says It was said like this." in said
    assert "How well verified" not in said.partition("Changed (2)")[0]
    assert "Not verified at all" in said


def test_a_signature_is_in_the_ledger_and_needs_the_role(partnership, lawyer):
    book = rulebook.book_on(timezone.localdate())
    signed = sign(lawyer, book)
    with rows.acting_for(acting(lawyer)) as actor:
        (entry,) = history.history(actor, signed.id).entries
        assert (entry.event, entry.detail["hash"]) == ("rulebook.signed_off", book["rules_hash"])
    with pytest.raises(NotAllowed):
        sign(partnership.manager, book)


def test_nobody_signs_in_anothers_name_and_no_version_stands_under_a_wrong_address(partnership, lawyer):
    signed = sign(lawyer, rulebook.book_on(timezone.localdate()))
    with pytest.raises(DatabaseError), rows.acting_for(acting(partnership.teacher)), transaction.atomic():
        RulebookSignOff.objects.create(
            id=uuid4(), version=signed.version, agency=lawyer.agency, signed_by=lawyer, signed_at=NOW
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        RulebookVersion.objects.create(
            content_hash="0" * 64, rules_hash="x", rules_version="x", since=NOW.date(), text="{}"
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        RulebookVersion.objects.update(text="{}")


def test_the_document_to_print_is_tagged_and_names_who_signed(lawyer, sign_in):
    sign(lawyer, rulebook.book_on(timezone.localdate()))
    answer = sign_in(lawyer).get("/rulebook/print")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert paper.Root.MarkInfo.Marked
