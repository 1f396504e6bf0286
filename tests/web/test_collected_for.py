"""What a passage was collected for is kept with it, goes with it, and is part of what the guide says of it."""
# covers: W15 W23

import html
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from sharewell.base import rows
from sharewell.involvement.models import AgencyEntry
from sharewell.people.models import ListImport, PersonRecord
from sharewell.sharing import requests
from sharewell.sharing.models import DisclosedItem, Disclosure, RequestSubject

from factories import NOW, a_partnership, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db
ASKS = "Was it collected for a purpose that goes with this one?"
EARLY_HELP = {"level_of_concern": "early_help", "immediate_danger": "no", "purpose": "promote_welfare", "version": 0}
AGREED = {"consent": "given", "consent_explicit": "yes", "consent_free": "yes"}


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def doctor(partnership, sign_in):
    return sign_in(partnership.doctor)


def listed(partnership, kind: str, given: str, born_on: date | None = None) -> AgencyEntry:
    """Keep one entry of the surgery about somebody, from a kind of list; from none where it is empty."""
    with rows.acting_for(acting(partnership.doctor)):
        loading = None
        if kind:
            loading = ListImport.objects.create(
                agency=partnership.gp,
                kind=kind,
                as_of=NOW.date(),
                loaded_by_id=partnership.doctor.id,
                loaded_at=NOW,
                fingerprint=given,
            )
        record = PersonRecord.objects.create(
            agency=partnership.gp, source=kind or "own", source_ref=given, given_name=given, family_name="Tempest"
        )
        text = f"{given} was seen in March."
        fields = {"agency": partnership.gp, "record": record, "list_import": loading, "source_ref": given}
        return AgencyEntry.objects.create(**fields, text=text)


def ask(partnership, *entries: AgencyEntry, names=("Mason",)) -> UUID:
    """Ask the surgery about some people, each with the surgery's record that is about them."""
    records = {entry.record.given_name: [str(entry.record_id)] for entry in entries}
    born = {"Mason": date(2013, 10, 2)}
    subjects = [
        requests.Subject(
            name, "Tempest", "child" if name in born else "household", born_on=born.get(name), record_ids=records[name]
        )
        for name in names
    ]
    at = timezone.now()
    return a_request(partnership, at=at, due_at=at + timedelta(days=900), subjects=subjects)


def words(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def passage(client, ref: UUID, name: str) -> str:
    """Give the part of the page that is about one passage, in words."""
    page = client.get(f"/requests/{ref}/decide").content.decode()
    parts = re.findall(r'<fieldset class="govuk-fieldset sharewell-column">.*?name="take_.*?</div>', page, re.DOTALL)
    return next(said for said in map(words, parts) if f"about {name}" in said)


def shared(partnership, doctor, ref: UUID, **form: str) -> tuple[str, DisclosedItem, UUID]:
    """Share one passage; gives the preview in words, what was kept, and the disclosure."""
    fields = {
        "outcome": "part",
        "reasons": "It bears on the question.",
        "message": "The rest does not.",
        "test_proportionate": "One sentence.",
        "test_adequate": "It answers the question.",
    } | form
    preview = doctor.post(f"/requests/{ref}/decide", fields | {"paper": 0}).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', preview)[1]
    sent = {"paper": 1, "key": key, "confirm": "1", "departure": "It is needed."}
    assert doctor.post(f"/requests/{ref}/decide", fields | sent).status_code == 302
    with rows.acting_for(acting(partnership.doctor)):
        return words(preview), DisclosedItem.objects.get(), Disclosure.objects.get().id


def test_the_kind_of_list_says_it_and_it_goes_with_the_passage(partnership, doctor, sign_in):
    entry = listed(partnership, "police-occurrences", "Mason")
    ref = ask(partnership, entry)
    assert "Collected for: Preventing or investigating crime (from the kind of list it is in)" in passage(
        doctor, ref, "Mason"
    )
    form = {f"take_{entry.id}": "all", f"kind_{entry.id}": "fact", f"need_{entry.id}": "q0"}
    preview, kept, disclosure = shared(partnership, doctor, ref, **form, **{f"collected_{entry.id}": "education"})
    assert "Collected for: Preventing or investigating crime" in preview
    assert kept.collected_for == "policing", "the list says it; nothing typed stands before it"
    received = sign_in(partnership.social_worker).get(f"/received/{disclosure}").content.decode()
    assert "Collected for: Preventing or investigating crime" in words(received)


@pytest.mark.parametrize(
    ("said", "kept", "shown"),
    [("education", "education", "Schooling"), ("", "", "not known"), ("gossip", "", "not known")],
)
def test_of_ones_own_words_one_may_say_it_and_unknown_stays_unknown(partnership, doctor, said, kept, shown):
    ref = ask(partnership, listed(partnership, "", "Mason"))
    form = {"text_own": "He was away in May.", "kind_own": "report", "need_own": "q0", "collected_own": said}
    preview, item, _ = shared(partnership, doctor, ref, **form)
    assert f"Collected for: {shown}" in preview
    assert item.collected_for == kept


def test_an_entry_of_no_known_list_is_asked_about(partnership, doctor):
    entry = listed(partnership, "", "Mason")
    page = doctor.get(f"/requests/{ask(partnership, entry)}/decide").content.decode()
    assert f'name="collected_{entry.id}"' in page
    assert "from the kind of list it is in" not in page


def test_the_guide_asks_whether_the_purposes_go_together_and_says_what_it_knows(partnership, doctor):
    ref = ask(partnership, listed(partnership, "housing-tenancies", "Mason"))
    doctor.post(f"/requests/{ref}/guide", EARLY_HELP)
    said = passage(doctor, ref, "Mason")
    assert ASKS in said
    helped = listed(partnership, "early-help-episodes", "Leanne")
    ref = ask(partnership, helped, names=("Leanne",))
    doctor.post(f"/requests/{ref}/guide", EARLY_HELP)
    said = passage(doctor, ref, "Leanne")
    assert "It was collected for this very purpose." in said
    assert "Helping a child, family or adult (from the kind of list it is in)" in said
    assert ASKS not in said


def test_what_it_says_of_a_passage_rests_on_the_answers_about_whom_it_is_about(partnership, doctor):
    entries = [listed(partnership, "housing-tenancies", name) for name in ("Mason", "Leanne")]
    ref = ask(partnership, *entries, names=("Mason", "Leanne"))
    with rows.acting_for(acting(partnership.doctor)):
        mother = RequestSubject.objects.get(given_name="Leanne", information_request_id=ref).id
    doctor.post(f"/requests/{ref}/guide", EARLY_HELP | AGREED)
    doctor.post(f"/requests/{ref}/guide/{mother}", {"consent": "refused", "version": 1})
    assert ASKS not in passage(doctor, ref, "Mason"), "he agreed to the new purpose"
    assert ASKS in passage(doctor, ref, "Leanne")


def test_if_the_rules_fail_the_passages_can_be_chosen_all_the_same(partnership, doctor, monkeypatch):
    ref = ask(partnership, listed(partnership, "housing-tenancies", "Mason"))
    monkeypatch.setattr("sharewell.rules.advice.advise", lambda *_args, **_kwargs: 1 / 0)
    assert "Collected for: Housing" in passage(doctor, ref, "Mason")


def test_an_allegation_is_warned_of_and_nobody_is_told_to_do_what_the_form_does(partnership, doctor):
    entry = listed(partnership, "housing-tenancies", "Mason")
    ref = ask(partnership, entry)
    warned = "can follow an innocent person for years"
    assert warned not in passage(doctor, ref, "Mason")
    doctor.post(f"/requests/{ref}/decide", {f"kind_{entry.id}": "allegation", "save": "1", "paper": 0})
    said = passage(doctor, ref, "Mason")
    assert warned in said
    assert "(from what is chosen below)" in said
    assert "Mark each statement" not in said
