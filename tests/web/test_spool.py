"""Handing in a concern while the database is lost, and finding it in the hub afterwards."""
# covers: Y17 Y20

import re

import pytest
from django.test import Client
from django.utils import timezone

from sharewell.base import rows, spool
from sharewell.cases import contact_queries, queue
from sharewell.ops import spool_commands

from factories import a_partnership, acting

TYPED = {
    "danger": "unsure",
    "who": "Mason, about 13, Eastmoor Road",
    "what": "He said he hides in the wardrobe.",
    "name": "Robin Tester",
    "agency": "St Hilda's Primary",
    "phone": "01632 960123",
}


@pytest.fixture
def private(state_dir):
    key = state_dir / "spool.key"
    spool.make_keys(key)
    return key


def begin(client: Client) -> dict[str, str]:
    text = client.get("/write-it-down").content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


def test_words_are_taken_and_receipted_without_a_database(lost_database, private):
    client = Client()
    hidden = begin(client)
    page = client.post("/write-it-down", hidden | TYPED)
    text = page.content.decode()
    assert page.status_code == 200
    reference = re.search(r"W-[0-9A-Z]{3}-[0-9A-Z]{3}", text)[0]
    assert "Mason" not in text
    assert "not been read by anybody yet" in text
    (file,) = spool.waiting()
    assert spool.reference(file.stem) == reference
    assert spool.take(file, private)["what"] == TYPED["what"]


def test_a_double_click_is_one_file(lost_database, private):
    client = Client()
    hidden = begin(client)
    first, second = (client.post("/write-it-down", hidden | TYPED).content for _ in range(2))
    # Unless the minute has turned in between, which makes another file and loses nothing.
    assert first == second or len(list(spool.waiting())) == 2


def test_words_typed_on_another_page_are_there_already(lost_database, private):
    lost = Client(raise_request_exception=False)
    lost.cookies["sharewell"] = "a" * 32
    text = lost.post("/concern/new", {"observed": "He said he hides in the wardrobe."}).content.decode()
    (words,) = re.findall(r'name="words" value="([^"]*)"', text)
    page = Client().post("/write-it-down", {"begin": "1", "words": words}).content.decode()
    assert "He said he hides in the wardrobe.</textarea>" in page


def test_one_sentence_is_enough_and_none_is_too_little(lost_database, private):
    client = Client()
    hidden = begin(client)
    refused = client.post("/write-it-down", hidden | TYPED | {"what": " "})
    assert "Write down what worries you" in refused.content.decode()
    assert "Mason, about 13" in refused.content.decode()
    assert "Handed in" in client.post("/write-it-down", hidden | {"what": "A boy is crying."}).content.decode()


def test_words_are_not_lost_when_nothing_can_be_kept(lost_database, state_dir):
    page = Client().post("/write-it-down", TYPED)
    assert page.status_code == 503
    assert "He said he hides in the wardrobe." in page.content.decode()
    assert "Handed in" not in page.content.decode()


def test_while_the_database_works_the_page_sends_people_to_the_real_one(db, private):
    text = Client().get("/write-it-down").content.decode()
    assert "Sharewell works again" in text
    page = Client().post("/write-it-down", TYPED)
    assert TYPED["what"] in page.content.decode()  # not taken, and not lost
    assert list(spool.waiting()) == []


def test_what_was_begun_while_it_was_lost_is_taken_when_it_works_again(db, private, monkeypatch):
    from sharewell.web import errors

    monkeypatch.setattr(errors, "is_lost_now", lambda: True)
    client = Client()
    hidden = begin(client)
    monkeypatch.setattr(errors, "is_lost_now", lambda: False)
    assert "Handed in" in client.post("/write-it-down", hidden | TYPED).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("private")
class TestTakenIn:
    """What the worker does with the files afterwards."""

    def hand_in(self, **more: str) -> str:
        return spool.put(TYPED | {"written_at": timezone.now().isoformat()} | more, "a key")

    def test_it_becomes_a_contact_that_the_hub_sees(self):
        partnership = a_partnership()
        reference = self.hand_in()
        assert spool_commands.replay(timezone.now()) == (1, 0)
        assert list(spool.waiting()) == []
        worker = acting(partnership.social_worker)
        with rows.acting_for(worker):
            (waiting,) = queue.read(worker, timezone.now())
            found = contact_queries.read(actor=worker, contact_id=waiting.contact.id, at=timezone.now())
        assert found.route == "safeguarding"
        assert found.agency_id == partnership.hub.id
        assert TYPED["what"] in found.observed
        assert reference in found.observed
        assert "Sender, not proved: Robin Tester, St Hilda's Primary, 01632 960123" in found.observed

    def test_the_same_file_twice_is_one_contact(self):
        partnership = a_partnership()
        self.hand_in()
        (file,) = spool.waiting()
        sealed = file.read_bytes()
        spool_commands.replay(timezone.now())
        file.write_bytes(sealed)  # as if the worker had been killed before it could remove the file
        assert spool_commands.replay(timezone.now()) == (1, 0)
        worker = acting(partnership.social_worker)
        with rows.acting_for(worker):
            assert len(queue.read(worker, timezone.now())) == 1

    def test_nothing_missing_stops_it(self):
        a_partnership()
        spool.put({"what": "A boy is crying.", "written_at": timezone.now().isoformat()}, "another key")
        assert spool_commands.replay(timezone.now()) == (1, 0)

    def test_a_file_that_cannot_be_read_stays_and_stops_no_other(self):
        a_partnership()
        (spool.folder() / "bad-0.sealed").write_bytes(b"x" * 80)
        self.hand_in()
        assert spool_commands.replay(timezone.now()) == (1, 1)
        assert [file.name for file in spool.waiting()] == ["bad-0.sealed"]
