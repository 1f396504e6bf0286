"""The pages on which local values are read, proposed, approved and corrected."""
# covers: Y18 Y20 W7

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sharewell.base import rows
from sharewell.directory import lines
from sharewell.directory.local import notes, proposing, waiting
from sharewell.directory.local.models import LocalNote
from sharewell.directory.models import Arrangement, ContactPoint
from sharewell.notices import queries as notices
from sharewell.notices import reminding

from factories import a_partnership, a_practitioner, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def point(partnership):
    return ContactPoint.objects.create(
        code="CP03",
        route="safeguarding",
        who_for="a social worker",
        phone="01632 960001",
        hours="always",
        valid_from=date(2018, 1, 1),
    )


@pytest.fixture
def first(partnership, sign_in):
    return sign_in(a_practitioner(partnership.hub, "R14", given_name="First"))


@pytest.fixture
def second(partnership, sign_in):
    return sign_in(a_practitioner(partnership.hub, "R14", given_name="Second"))


def read(answer, status=200) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert answer.status_code == status, text[:1500]
    return text


def ground(**more: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "valid_from": f"{today + timedelta(days=1):%d/%m/%Y}",
        "source": "Board minutes, item 4",
        "checked_on": f"{today:%d/%m/%Y}",
        "reason": "Too slow.",
    } | more


def red_of(partnership) -> Arrangement:
    return Arrangement.objects.get(agency=partnership.hub, key="rating.red.hours", valid_to__isnull=True)


def test_everybody_reads_what_stands_and_only_an_administrator_is_offered_to_change_it(
    partnership, point, sign_in, first
):
    for client, offered in ((sign_in(partnership.teacher), False), (first, True)):
        said = read(client.get("/local"))
        assert "01632 960001 (always)" in said
        assert "Red rating: working hours until the checks are done" in said
        assert ("Add a clock" in said) is offered
        assert ("Propose a change" in read(client.get(f"/local/{point.id}"))) is offered


def test_a_change_goes_from_one_to_the_other_and_both_are_told(partnership, first, second):
    red = red_of(partnership)
    answer = first.post(f"/local/{red.id}/change", ground(amount="2"))
    assert answer.status_code == 302, read(answer)
    proposal = answer["Location"]
    assert "somebody else decides: " in read(first.get(proposal))
    decided = first.post(proposal, {"decision": "approve", "reason": "I say so."})
    assert "you proposed this change" in read(decided, 403)
    with rows.acting_for(acting(partnership.manager)) as manager:
        assert [notice.kind for notice in notices.waiting(manager)] == ["local_change_waits"]
    assert "4 working hours → 2 working hours" in read(second.get("/local/changes"))
    answer = second.post(proposal, {"decision": "approve", "reason": "Read the minutes."})
    assert answer.status_code == 302, read(answer)
    assert "Approved by Second" in read(second.get(proposal))
    assert "Nothing waits for you." in read(second.get("/work"))
    with rows.acting_for(acting(partnership.manager)) as manager:
        assert not notices.waiting(manager).exists()
    assert "A change you proposed was decided on." in read(first.get("/work"))
    read(first.get(proposal))
    assert "A change you proposed was decided on." not in read(first.get("/work"))
    assert "Approved, and not begun yet" in read(first.get("/local"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    for on, hours in ((timezone.localdate(), "4 working hours"), (tomorrow, "2 working hours")):
        shown = read(first.get("/local", {"on": f"{on:%d/%m/%Y}"}))
        assert (
            f"Red rating: working hours until the checks are done {partnership.hub.name}".replace("'", "&#39;") in shown
        )
        assert hours in shown


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(partnership, first):
    red = red_of(partnership)
    typed = ground(amount="soon", valid_from=f"{timezone.localdate():%d/%m/%Y}", source="")
    said = first.post(f"/local/{red.id}/change", typed).content.decode()
    assert "Write down where it stands" in said
    typed |= {"source": "Minutes"}
    said = first.post(f"/local/{red.id}/change", typed).content.decode()
    assert re.search(r'id="id_amount-error"[^>]*>\s*<span[^>]*>Error:</span> Enter a number of working hours', said)
    assert 'value="soon"' in said
    typed |= {"amount": "2"}
    said = first.post(f"/local/{red.id}/change", typed).content.decode()
    assert re.search(r'id="id_valid_from-error"', said)
    assert waiting_of(partnership) == 0


def waiting_of(partnership) -> int:
    with rows.acting_for(acting(partnership.manager)) as actor:
        return waiting.to_decide(actor)


def test_two_forms_for_one_entry_show_each_other_before_the_second_is_proposed(partnership, first, second):
    red = red_of(partnership)
    assert first.post(f"/local/{red.id}/change", ground(amount="2")).status_code == 302
    clash = second.post(f"/local/{red.id}/change", ground(amount="3"))
    assert "a colleague has proposed a change to the same entry" in read(clash, 409)
    page = second.get(f"/local/{red.id}/change").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f-]+)"', page)[1]
    assert second.post(f"/local/{red.id}/change", ground(amount="3", seen=seen)).status_code == 302
    assert waiting_of(partnership) == 2


@pytest.mark.usefixtures("state_dir")
def test_a_dead_number_is_corrected_at_once_with_the_one_before_it_beside_it(
    partnership, point, sign_in, second, django_capture_on_commit_callbacks
):
    night = sign_in(a_practitioner(partnership.hub, "R16"))
    typed = ground(who_for="a social worker", phone="01632 960999", hours="always")
    address = f"/local/{point.id}/correct"
    assert "Ring the new number first" in read(night.post(address, typed))
    with django_capture_on_commit_callbacks(execute=True):
        answer = night.post(address, typed | {"was_rung": "on"})
        assert answer.status_code == 302, read(answer)
    now = lines.right_now("safeguarding", timezone.now())
    assert (now.said, now.before, now.before_dialled) == ("01632 960999", "01632 960001", "01632960001")
    danger = read(night.get("/danger"))
    assert "999" in danger
    assert "01632 960999" in danger
    assert "If nobody answers, ring the one before it: 01632 960001" in danger
    assert "Shown already: look now" in read(second.get("/local/changes"))
    with django_capture_on_commit_callbacks(execute=True):
        assert second.post(answer["Location"], {"decision": "approve", "reason": "I rang it."}).status_code == 302
    for days in (0, 1):
        now = lines.right_now("safeguarding", timezone.now() + timedelta(days=days))
        assert (now.said, now.before) == ("01632 960999", "")


@pytest.mark.usefixtures("state_dir")
def test_a_correction_that_is_turned_down_is_taken_off_again(
    partnership, point, first, second, django_capture_on_commit_callbacks
):
    typed = ground(who_for="a social worker", phone="01632 960999", hours="always", was_rung="on")
    with django_capture_on_commit_callbacks(execute=True):
        answer = first.post(f"/local/{point.id}/correct", typed)
    assert lines.right_now("safeguarding", timezone.now()).said == "01632 960999"
    with django_capture_on_commit_callbacks(execute=True):
        second.post(answer["Location"], {"decision": "turn_down", "reason": "Nobody answers there."})
    now = lines.right_now("safeguarding", timezone.now())
    assert (now.said, now.before) == ("01632 960001", "")


def test_999_is_nobodys_to_change(partnership, first):
    emergency = ContactPoint.objects.create(
        code="CP01", route="emergency", who_for="anyone", phone="999", hours="always", valid_from=date(2018, 1, 1)
    )
    typed = ground(who_for="anyone", phone="01632 960999", hours="always", was_rung="on")
    for deed in ("change", "correct", "end"):
        assert "999 is the national emergency number" in read(first.post(f"/local/{emergency.id}/{deed}", typed), 400)
    assert "Propose a change" not in read(first.get(f"/local/{emergency.id}"))


def test_a_note_is_begun_at_its_rule_and_stands_beside_it_once_approved(partnership, first, second):
    begun = first.post("/local/new/note", {"rule": "speed.today"}).content.decode()
    assert 'value="speed.today"' in begun
    assert "There is a problem" not in begun
    typed = ground(key="speed.today", text="Ring before four on a Friday.", owner="partnership")
    answer = first.post("/local/new/note", typed)
    assert answer.status_code == 302, read(answer)
    assert second.post(answer["Location"], {"decision": "approve", "reason": "Read it."}).status_code == 302
    tomorrow = timezone.localdate() + timedelta(days=1)
    beside = notes.notes_for(partnership.gp.id, ["speed.today"], tomorrow)
    assert [note.text for note in beside["speed.today"]] == ["Ring before four on a Friday."]
    wrong = read(first.post("/local/new/note", typed | {"key": "no.such.rule"}))
    assert "Choose the rule or the route that the note belongs to" in wrong


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", {"route": "local-area-team", "who_for": "the south", "phone": "01632 960714", "hours": "always"}),
        ("name", {"key": "level:early_help", "text": "Family Help", "owner": "partnership"}),
        ("period", {"key": "feedback", "years": "12", "counted_from": "made", "owner": "partnership"}),
    ],
)
def test_what_is_new_is_proposed_and_approved(first, second, kind, typed):
    answer = first.post(f"/local/new/{kind}", ground(**typed))
    assert answer.status_code == 302, read(answer)
    assert second.post(answer["Location"], {"decision": "approve", "reason": "Read it."}).status_code == 302
    shown = read(first.get("/local", {"on": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"}))
    assert (typed.get("phone") or typed.get("text") or "looked at again 12 years") in shown


def test_a_proposal_is_taken_back_by_the_one_who_made_it(partnership, first):
    answer = first.post(f"/local/{red_of(partnership).id}/change", ground(amount="2"))
    assert first.post(answer["Location"], {"withdraw": "1"}).status_code == 302
    assert "Taken back" in read(first.get(answer["Location"]))
    assert waiting_of(partnership) == 0


def test_the_rules_themselves_cannot_be_reached_for_change(first, partnership):
    said = read(first.get("/rulebook"))
    assert "cannot be changed here" in said
    assert first.post("/local/new/rule", ground()).status_code == 404


def test_a_local_note_stands_beside_the_advice_marked_as_local_and_changes_none_of_it(partnership, sign_in):
    teacher = sign_in(partnership.teacher)
    begun = re.search(r'name="draft" value="([0-9a-f-]{36})"', teacher.get("/concern/new").content.decode())[1]
    teacher.post("/concern/new", {"draft": begun, "danger": "no"})
    before = teacher.get(f"/concern/{begun}/guide").content.decode()
    assert "Local note" not in before
    LocalNote.objects.create(
        about="rule:" + re.search(r"/guidance/rules/([a-z0-9.-]+)", before)[1],
        text="Ring the Family Help desk first.",
        source="Local protocol",
        valid_from=date(2018, 1, 1),
    )
    after = teacher.get(f"/concern/{begun}/guide").content.decode()
    assert "Local note, not law.</strong> Ring the Family Help desk first." in after
    assert re.search(r"advice: [^<]+", after)[0] == re.search(r"advice: [^<]+", before)[0]


def test_an_administrator_records_that_a_number_was_checked_and_is_right(partnership, point, first, sign_in):
    assert "When it was checked is not recorded" in read(first.get(f"/local/{point.id}"))
    assert first.post(f"/local/{point.id}/checked").status_code == 302
    said = read(first.get(f"/local/{point.id}"))
    assert "Recorded: checked today, and right." in said
    assert "When it was checked is not recorded" not in said
    assert "I checked it today" not in said
    assert sign_in(partnership.teacher).post(f"/local/{point.id}/checked").status_code == 403


def test_who_opens_their_own_late_proposal_is_told_whom_to_ring_and_the_notice_is_read(partnership, sign_in):
    red, proposer = red_of(partnership), a_practitioner(partnership.hub, "R14", given_name="First")
    now = timezone.now()
    wish = proposing.Wish(
        kind="clock", agency_id=partnership.hub.id, key=red.key, replaces_id=red.id, value={"amount": 2},
        valid_from=timezone.localdate(now) + timedelta(days=1), source="Minutes", reason="Too slow.",
        checked_on=timezone.localdate(now - timedelta(days=9)),
    )  # fmt: skip
    with rows.acting_for(acting(proposer)) as actor:
        late, fresh = (
            proposing.propose(actor=actor, form_key=uuid4(), wish=one, seen=seen, at=at)
            for one, seen, at in (
                (wish, (), now - timedelta(days=9)),
                (replace(wish, key="rating.amber.hours", replaces_id=amber_of(partnership).id), (), now),
            )
        )
    reminding.remind(now)
    client = sign_in(proposer)
    assert "has not been decided on in time" in read(client.get("/work"))
    assert "waited longer than it should: ring one of them" in read(client.get(f"/local/changes/{late.id}"))
    assert "has not been decided on in time" not in read(client.get("/work"))
    assert "waited longer than it should" not in read(client.get(f"/local/changes/{fresh.id}"))


def amber_of(partnership) -> Arrangement:
    return Arrangement.objects.get(agency=partnership.hub, key="rating.amber.hours", valid_to__isnull=True)
