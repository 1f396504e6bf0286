"""The asked agency's pages: nothing typed is lost, every error stands beside its field, haste is never blocked."""
# covers: W6 W8 W12 Y17

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sharewell.base import rows
from sharewell.involvement.models import AgencyEntry
from sharewell.people.models import PersonRecord
from sharewell.sharing import queries, requests
from sharewell.sharing.models import Decision, DisclosedItem, Disclosure, PlaceRelease, WorkingPaper

from factories import a_partnership, a_practitioner, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db
HIDDEN = {"address": "61 Wharf Street, Thornwick", "postcode": "YX11 5JH", "is_address_protected": True}


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def asked(partnership):
    """A request to the surgery that is due in years, with one entry of its own about Mason."""
    at = timezone.now()
    request = a_request(partnership, at=at, due_at=at + timedelta(days=900))
    with rows.acting_for(acting(partnership.doctor)):
        record = PersonRecord.objects.create(
            agency=partnership.gp, source="list", source_ref="1", given_name="Mason", family_name="Tempest"
        )
        AgencyEntry.objects.create(
            agency=partnership.gp,
            record=record,
            source_ref="1",
            text="Bruise on arm. Leanne said he fell at 61 Wharf Street. He did not look at Daz.",
        )
    return request


@pytest.fixture
def entry(partnership, asked):
    with rows.acting_for(acting(partnership.doctor)):
        return str(AgencyEntry.objects.get().id)


def filled(entry: str, **changed: object) -> dict[str, object]:
    return {
        f"take_{entry}": "part",
        f"text_{entry}": "Bruise on arm.",
        f"kind_{entry}": "fact",
        f"need_{entry}": "q0",
        "outcome": "part",
        "reasons": "It bears on the question.",
        "message": "The rest does not.",
        "test_proportionate": "One sentence.",
        "test_adequate": "It answers the question.",
        "paper": 0,
    } | changed


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def errors(answer) -> dict[str, str]:
    """Give the errors of a page by the field each stands beside."""
    text = answer.content.decode()
    found = re.findall(r'id="([^"]+)-error" class="govuk-error-message">(.*?)</p>', text, re.DOTALL)
    return {name: re.sub(r"<[^>]+>|\s+", " ", said).strip() for name, said in found}


def test_every_error_stands_beside_its_field_and_in_the_summary_with_everything_kept(
    partnership, sign_in, asked, entry
):
    doctor = sign_in(partnership.doctor)
    data = {f"take_{entry}": "part", f"text_{entry}": "He did look at Daz.", "outcome": "part", "paper": 0}
    answer = doctor.post(f"/requests/{asked}/decide", data)
    found = errors(answer)
    assert answer.status_code == 400
    assert {f"kind_{entry}", f"need_{entry}", "test_proportionate", "test_adequate", "reasons"} <= set(found)
    for name in found:
        assert f'href="#{name}"' in answer.content.decode(), name
        assert re.search(rf'id="{name}"', answer.content.decode()), name
    assert "He did look at Daz." in answer.content.decode()


def test_a_passage_cannot_be_made_to_say_what_the_entry_does_not(partnership, sign_in, asked, entry):
    doctor = sign_in(partnership.doctor)
    answer = doctor.post(f"/requests/{asked}/decide", filled(entry, **{f"text_{entry}": "He punched Daz."}))
    assert "punched" in errors(answer)[f"text_{entry}"]
    preview = doctor.post(
        f"/requests/{asked}/decide", filled(entry, paper=1, **{f"text_{entry}": "He did look at Daz."})
    )
    assert "He did […] look at Daz." in words(preview)


def test_third_parties_are_shown_and_withheld_by_a_tick(partnership, sign_in, asked, entry):
    doctor = sign_in(partnership.doctor)
    page = doctor.get(f"/requests/{asked}/decide").content.decode()
    assert re.search(r'name="hide_[^"]+" type="checkbox" value="Leanne"', page)
    whole = {f"text_{entry}": "Leanne said he fell. He did not look at Daz.", f"hide_{entry}": ["Leanne", "Daz"]}
    preview = doctor.post(f"/requests/{asked}/decide", filled(entry, **whole))
    assert "[withheld] said he fell […] He did not look at [withheld]." in words(preview)


def test_what_was_written_is_kept_and_a_colleague_is_shown_both_texts(partnership, sign_in, asked, entry):
    doctor, colleague = sign_in(partnership.doctor), sign_in(a_practitioner(partnership.gp, "R07"))
    doctor.post(f"/requests/{asked}/decide", filled(entry, save="1", reasons="Mine."))
    assert "Mine." in doctor.get(f"/requests/{asked}/decide").content.decode()
    answer = colleague.post(f"/requests/{asked}/decide", filled(entry, save="1", reasons="Yours."))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Mine." in shown
    assert "Yours." in shown
    version = re.search(r'name="paper" value="(\d+)"', shown)[1]
    saved = colleague.post(f"/requests/{asked}/decide", filled(entry, save="1", reasons="Both.", paper=version))
    assert saved.status_code == 302
    with rows.acting_for(acting(partnership.doctor)):
        assert WorkingPaper.objects.get(about=asked).words["reasons"] == "Both."


def test_a_colleagues_decision_meanwhile_is_not_buried(partnership, sign_in, asked, entry):
    doctor, colleague = sign_in(partnership.doctor), sign_in(a_practitioner(partnership.gp, "R07"))
    opened = re.search(r'name="version" value="(\d+)"', colleague.get(f"/requests/{asked}/decide").content.decode())[1]
    assert doctor.post(f"/requests/{asked}/decide", filled(entry, confirm="1", key=uuid4())).status_code == 302
    second = filled(entry, confirm="1", key=uuid4(), version=opened, reasons="I see it otherwise.")
    answer = colleague.post(f"/requests/{asked}/decide", second)
    assert answer.status_code == 409
    assert "It bears on the question." in words(answer)
    assert "I see it otherwise." in words(answer)
    with rows.acting_for(acting(partnership.doctor)):
        assert Decision.objects.filter(information_request=asked).count() == 1


def test_departing_from_the_advice_asks_why_and_lets_it_through(partnership, sign_in, asked):
    doctor = sign_in(partnership.doctor)
    nothing = {"outcome": "nothing", "reasons": "No.", "message": "We hold nothing that helps.", "paper": 0}
    preview = doctor.post(f"/requests/{asked}/decide", nothing)
    assert "You decide otherwise: why?" in words(preview)
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', preview.content.decode())[1]
    again = doctor.post(f"/requests/{asked}/decide", nothing | {"confirm": "1", "key": key})
    assert "write down why" in errors(again)["departure"]
    done = doctor.post(f"/requests/{asked}/decide", nothing | {"confirm": "1", "key": key, "departure": "I know them."})
    assert done.status_code == 302
    assert "I know them." in words(doctor.get(done["Location"]))
    worker = sign_in(partnership.social_worker)
    assert "We hold nothing that helps." in words(worker.get(f"/requests/{asked}/sent"))


@pytest.mark.parametrize("data", [{}, {"how": "told"}, {"text": "She is at home."}, {"text": "x", "kind": "rumour"}])
def test_an_urgent_share_needs_no_field_and_is_never_blocked(partnership, sign_in, asked, data):
    doctor = sign_in(partnership.doctor)
    done = doctor.post(f"/requests/{asked}/urgent", data | {"key": uuid4()})
    assert done.status_code == 302
    with rows.acting_for(acting(partnership.doctor)):
        made = Decision.objects.get(information_request=asked)
        sent = Disclosure.objects.get(decision=made)
        assert made.is_urgent
        assert sent.channel == ("here" if data.get("text") else "told")
        assert DisclosedItem.objects.get(disclosure=sent).kind == "report"
    added = doctor.post(done["Location"], {"added": "I rang Carol at once.", "key": uuid4()})
    assert added.status_code == 302
    assert "I rang Carol at once." in words(doctor.get(done["Location"]))


@pytest.mark.parametrize("state", ["withdrawn", "answered", "refused"])
def test_an_urgent_share_is_not_blocked_by_how_the_request_stands(partnership, sign_in, asked, state):
    doctor = sign_in(partnership.doctor)
    if state == "withdrawn":
        with rows.acting_for(acting(partnership.social_worker)) as actor:
            requests.withdraw(actor=actor, request_id=asked, at=timezone.now())
    else:
        outcome = {"answered": "all", "refused": "nothing"}[state]
        form = {"outcome": outcome, "text_own": "No trace.", "kind_own": "fact", "need_own": "q0", "confirm": "1"}
        form |= {"reasons": "x", "message": "x", "departure": "x", "key": uuid4()}
        assert doctor.post(f"/requests/{asked}/decide", form).status_code == 302
    done = doctor.post(f"/requests/{asked}/urgent", {"text": "He is alone with her now.", "key": uuid4()})
    assert done.status_code == 302
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        newest = queries.received(actor).order_by("-sent_at")[0]
        assert [one.text for one in queries.items_of(actor, newest.id)] == ["He is alone with her now."]


def test_a_protected_place_goes_only_when_a_second_person_lets_that_passage_go(partnership, sign_in, asked, entry):
    with rows.acting_for(acting(partnership.doctor)):
        PersonRecord.objects.filter(agency=partnership.gp).update(**HIDDEN)
    second = a_practitioner(partnership.gp, "R07")
    doctor, colleague = sign_in(partnership.doctor), sign_in(second)
    telling = filled(entry, **{f"text_{entry}": "Leanne said he fell at 61 Wharf Street."})
    page = f"/requests/{asked}/decide"
    blocked = doctor.post(page, telling)
    assert "protected person" in errors(blocked)[f"text_{entry}"]
    assert doctor.post(page, telling | {"confirm": "1", "key": uuid4()}).status_code == 400
    to = doctor.post(page, telling | {"paper": 1, "release": entry})["Location"]
    assert "61 Wharf Street" in words(doctor.get(to))
    assert "Choose a colleague" in words(doctor.post(to, {"key": uuid4()}))
    asking = {"approver": str(second.id), "needed_because": "They must visit tonight.", "key": uuid4()}
    assert doctor.post(to, asking).status_code == 302
    with rows.acting_for(acting(partnership.doctor)):
        release = PlaceRelease.objects.get().id
    assert "A colleague asks you to look" in words(colleague.get("/work"))
    # Nobody lets a place go for themselves.
    assert doctor.post(f"/place/{release}", {"released": "yes", "reason": "x"}).status_code == 404
    assert colleague.post(f"/place/{release}", {"released": "yes", "reason": "She must be found."}).status_code == 302
    text = {f"text_{entry}": "Leanne said he fell at 61 Wharf Street."}
    assert doctor.post(page, filled(entry, paper=2, confirm="1", key=uuid4(), **text)).status_code == 302
    other = {f"text_{entry}": "He fell at 61 Wharf Street."}
    assert doctor.post(page, filled(entry, version=1, confirm="1", key=uuid4(), **other)).status_code == 400


def test_advice_is_asked_without_the_names_and_answered_beside_the_decision(partnership, sign_in, asked):
    doctor, adviser = sign_in(partnership.doctor), sign_in(partnership.adviser)
    page = f"/requests/{asked}/advice"
    question = {"adviser": str(partnership.adviser.id), "question": "Mason Tempest’s mother is ill. May I tell?"}
    shown = doctor.post(page, question | {"key": uuid4()})
    assert "The child’s mother is ill" in words(shown)
    assert doctor.post(page, {"adviser": question["adviser"], "question": ""}).status_code == 200
    sent = doctor.post(page, question | {"question": "The child’s mother is ill. May I tell?", "key": uuid4()})
    assert sent.status_code == 302
    theirs = adviser.get("/advice")
    assert "The child’s mother is ill" in words(theirs)
    assert not re.search("Mason|Tempest|R-[0-9A-Z]", words(theirs))
    ref = re.search(r'name="question" value="([0-9a-f-]{36})"', theirs.content.decode())[1]
    assert (
        "Write your advice first" in errors(adviser.post("/advice", {"question": ref, "answer": " "}))[f"answer_{ref}"]
    )
    assert adviser.post("/advice", {"question": ref, "answer": "Yes, what bears on it."}).status_code == 302
    assert "Your question for advice was answered" in words(doctor.get("/work"))
    assert "Yes, what bears on it." in words(doctor.get(f"/advice/{ref}"))
    assert "Your question for advice was answered" not in words(doctor.get("/work"))
    made = doctor.post(f"/requests/{asked}/urgent", {"key": uuid4()})["Location"]
    assert "Yes, what bears on it." in words(doctor.get(made))


def test_a_message_that_cannot_be_sent_stays_in_its_box(partnership, sign_in, asked):
    with rows.acting_for(acting(partnership.doctor)):
        PersonRecord.objects.filter(agency=partnership.gp).update(**HIDDEN)
    doctor = sign_in(partnership.doctor)
    answer = doctor.post(f"/requests/{asked}/write", {"text": "She is at 61 Wharf Street.", "key": uuid4()})
    assert answer.status_code == 400
    assert "protected person" in errors(answer)["text"]
    assert "She is at 61 Wharf Street." in answer.content.decode()


def test_what_was_recalled_leaves_every_list_and_says_why(partnership, sign_in, asked, entry):
    doctor, worker = sign_in(partnership.doctor), sign_in(partnership.social_worker)
    doctor.post(f"/requests/{asked}/decide", filled(entry, confirm="1", key=uuid4()))
    with rows.acting_for(acting(partnership.doctor)):
        sent = Disclosure.objects.get().id
    assert "Information was shared with you" in words(worker.get("/work"))
    assert "Write down why" in errors(doctor.post(f"/sent/{sent}", {"reason": ""}))["reason"]
    assert doctor.post(f"/sent/{sent}", {"reason": "It was about his brother."}).status_code == 302
    work = words(worker.get("/work"))
    assert "Information was shared with you" not in work
    assert "was recalled" in work
    assert worker.get(f"/received/{sent}").status_code == 404
    received = words(worker.get("/received"))
    assert "It was about his brother." in received
    assert "Bruise" not in received


@pytest.mark.parametrize("who", ["doctor", "social_worker"])
def test_a_message_leads_each_party_to_its_own_page(partnership, sign_in, asked, who):
    client: Client = sign_in(getattr(partnership, who))
    to = client.get(f"/requests/{asked}/either")["Location"]
    assert to == f"/requests/{asked}" + ("" if who == "doctor" else "/sent")
    assert client.get(to).status_code == 200
