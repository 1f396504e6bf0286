"""Who is this and who else, by keyboard alone: look up, confirm, ask, a refuge that decides, undo, an import."""
# covers: Y4 Y16 W14 W25

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

TODAY = datetime.now(UTC).date()
WORKER, TEACHER = "amir.sultan@fossborough.example", "alison.hall@fossborough.example"
PUPILS_TEACHER = "james.lea@fossborough.example"
REFUGE, ADMINISTRATOR = "mo.okonjo@fossborough.example", "kieran.voss@fossborough.example"
# A concern about a girl and her mother, and an enquiry into it, through the same deeds as the pages use.
SET_UP = """
import django; django.setup()
import json
from uuid import uuid4
from django.utils import timezone
from sharewell.base import rows
from sharewell.cases import drafts, enquiries
from sharewell.directory import access, queries
from sharewell.sharing import raising
who = {one.email.split("@")[0]: one for one in queries.everyone()}
at = timezone.now()
people = [
    {"kind": "child", "given": "Zosia", "family": "Kowalska", "birth": "25/1/2014"},
    {"kind": "unborn", "family": "Garbutt", "birth": "due 8/2/2027"},
    {"kind": "household", "given": "Katarzyna", "family": "Kowalska", "birth": "28/2/1990", "relation": "mother"},
]
with rows.acting_for(access.actor_for(who["alison.hall"])) as actor:
    draft = drafts.start(actor=actor, draft_id=uuid4(), at=at)
    drafts.save(actor=actor, draft_id=draft.id, step="people", answers={"list": people}, version=0, at=at)
    contact = raising.send(actor=actor, draft_id=draft.id, reasons="Worried", at=at).id
with rows.acting_for(access.actor_for(who["amir.sultan"])) as actor:
    print(json.dumps(str(enquiries.open_from(actor=actor, contact_id=contact, at=at).id)))
"""
FOCUSED = """() => {
    const said = one => ((one.labels && one.labels[0] ? one.labels[0] : one).textContent || one.value || '')
        .replace(/\\s+/g, ' ').trim();
    const at = document.activeElement;
    const group = at.type === 'radio' ? [...document.getElementsByName(at.name)].map(said) : [];
    return [said(at), group];
}"""


@pytest.fixture(scope="module")
def enquiry(served: dict) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SET_UP], env=served["environment"], check=True, capture_output=True
    )
    return f"/hub/enquiry/{json.loads(done.stdout.splitlines()[-1])}"


def tab_to(page: Any, text: str) -> None:
    """Press Tab until what has the focus is called so; a group of radios is one stop, then the arrows."""
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        label, group = page.evaluate(FOCUSED)
        if any(text in one for one in group):
            while text not in label:
                page.keyboard.press("ArrowDown")
                label, _group = page.evaluate(FOCUSED)
        if text in label:
            return
        seen.append(label[:40])
    raise AssertionError(f"{text!r} cannot be reached by keyboard; passed: {seen[-40:]}")


def press(page: Any, text: str) -> None:
    tab_to(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Any, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def tick(page: Any, label: str) -> None:
    tab_to(page, label)
    page.keyboard.press("Space")


@pytest.fixture
def look_at(accessible: Any, picture: Any) -> Any:
    """Hold the page to the standard; at 320 pixels nothing is wider than the screen."""

    def looked(page: Any, name: str) -> None:
        accessible(page)
        picture(page, f"who-{name}")
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, (name, "is wider than a small screen")
        picture(page, f"who-{name}-320")
        page.set_viewport_size({"width": 1280, "height": 900})

    return looked


def main_text(page: Any) -> str:
    return str(page.locator("#main-content").inner_text())


def look_up_and_confirm(page: Any, enquiry: str, look_at: Any) -> None:
    page.goto(enquiry)
    press(page, "Who is this? Katarzyna Kowalska")
    assert "Only a first name and the birth date agree" in main_text(page)
    assert "last gave us a list on" in main_text(page)
    press(page, "None of these is the person")
    press(page, "Who is this? Unborn child Garbutt")
    look_at(page, "unborn")
    assert "Read as 8 February 2027; 2 August 2027 is looked for too" in main_text(page)
    assert "Look for the mother too" in main_text(page)
    assert "due at about the same time (due 8 February 2027, due 8 February 2027)" in main_text(page)
    press(page, "The enquiry")
    press(page, "Who is this? Zosia Kowalska")
    look_at(page, "candidates")
    assert "%" not in main_text(page)
    assert "first name" in main_text(page)
    press(page, "Look with other facts")
    write(page, "First names", "Zo*")
    write(page, "NHS number or UPN", "9999999999")
    press(page, "Look")
    look_at(page, "facts-with-errors")
    assert "without signs such as *" in main_text(page)
    assert "One digit repeated passes the arithmetic" in main_text(page)
    write(page, "First names", "Zosia Kowalska")
    write(page, "Family name", "")
    write(page, "Birth date, age or due date", "aged 12")
    write(page, "NHS number or UPN", "")
    press(page, "Look")
    assert "only an age is given" in main_text(page).lower()
    press(page, "Confirm or reject the record of")
    look_at(page, "judge")
    press(page, "Save my judgement")
    assert "Say whether it is the same person" in main_text(page)
    tick(page, "Yes, the same person")
    write(page, "Why do you think so?", "The school confirmed the nickname and the mother.")
    press(page, "Save my judgement")
    assert "Confirmed: the same person" in main_text(page)


def ask_who_else(page: Any, look_at: Any) -> str:
    press(page, "Who else works with")
    look_at(page, "who-else-question")
    assert page.get_by_label("Katarzyna Kowalska, in this enquiry").is_checked()
    tick(page, "To find out whether a child is suffering")
    tick(page, "We need to know which agencies to ask")
    press(page, "Ask who else")
    look_at(page, "who-else")
    text = main_text(page)
    assert "Which lists were searched, and how old they are" in text
    assert "because no agreement in force lets" in text
    assert "loaded no list" in text
    assert "Decided by the agreements in force, version" in text
    assert "Haven House" not in text
    assert "not known" not in text.replace("date not known", "")
    return str(page.url)


def a_refuge_decides(refuge: Any, look_at: Any) -> None:
    for _ in range(20):
        refuge.goto("/work")
        if refuge.get_by_text("asks whether you would get in touch").count():
            break
        refuge.wait_for_timeout(500)
    press(refuge, "asks whether you would get in touch")
    look_at(refuge, "brokered")
    assert "Amir Sultan" in main_text(refuge)
    assert "01632 960522" in main_text(refuge)
    press(refuge, "We will get in touch ourselves")
    assert "Nothing was told to the one who asks" in refuge.locator("body").inner_text()


def watch_and_undo(page: Any, answer: str, look_at: Any) -> None:
    page.goto(answer)
    press(page, "be told when another agency becomes involved")
    tick(page, "To find out whether a child is suffering")
    write(page, "Why do you need to be told?", "She moves often.")
    write(page, "Until which day?", f"{TODAY + timedelta(days=20):%d/%m/%Y}")
    press(page, "Watch")
    look_at(page, "watches")
    page.goto(answer)
    press(page, "The enquiry")
    press(page, "Who is this? Zosia Kowalska")
    press(page, "Undo this judgement")
    look_at(page, "undo")
    assert "asked who else works with them" in main_text(page)
    assert "Kowalska, Thornwick Village School) is Zosia Kowalska" in main_text(page)
    tab_to(page, "What the page showed then")
    page.keyboard.press("Enter")
    assert "Agreed: first name" in main_text(page)
    write(page, "Why was it wrong?", "It is her cousin.")
    press(page, "Undo it")
    look_at(page, "followed")
    press(page, "Note what was done: Amir Sultan asked who else")
    write(page, "What was done about it?", "Asked again.")
    press(page, "Note it as done")
    assert "Asked again." in main_text(page)


def test_who_is_this_and_who_else_by_keyboard_with_a_refuge_that_decides(sign_in_as, enquiry, look_at):
    worker = sign_in_as(WORKER)
    look_up_and_confirm(worker, enquiry, look_at)
    answer = ask_who_else(worker, look_at)
    before = main_text(worker)
    a_refuge_decides(sign_in_as(REFUGE), look_at)
    worker.goto(answer)
    assert main_text(worker) == before  # to the asker it is as if the service were not there, before and after
    watch_and_undo(worker, answer, look_at)


def test_ones_own_people_are_found_and_watched_by_keyboard(sign_in_as, look_at):
    page = sign_in_as(PUPILS_TEACHER)
    press(page, "People your agency works with")
    write(page, "Family name", "Tempest")
    press(page, "Find")
    look_at(page, "own-people-too-little")
    assert "Give at least two facts" in main_text(page)
    write(page, "Birth date or age", "2/10/2013")
    press(page, "Find")
    look_at(page, "own-people")
    press(page, "Mason Tempest")
    look_at(page, "own-watch")
    assert "You are not told why" in main_text(page)
    press(page, "Watch")
    assert "Write down why you need to be told" in main_text(page)
    tick(page, "To safeguard or promote")
    write(page, "Why do you need to be told?", "He is often away.")
    write(page, "Until which day?", f"{TODAY + timedelta(days=20):%d/%m/%Y}")
    press(page, "Watch")
    assert "No news so far" in main_text(page)
    assert "Are watches of use?" in main_text(page)
    look_at(page, "own-watches")
    press(page, "End this watch")
    assert "it was ended by hand" in main_text(page)


LIST = """Row,UPN,Legal Surname,Legal Forename,DOB,School,Postcode,Eye colour
1,,Ashdown,Willa,4/7/2018,St Hilda's C of E Primary,YX1 3AB
1,,Ashdown,Willa,4/7/2018,St Hilda's C of E Primary,YX2 4DE
2,A801200005001,Ashdown,Rowan,31/2/2016,St Hilda's C of E Primary,YX1 3AB
3,,,,1/1/2017,St Hilda's C of E Primary,
"""


def test_a_list_with_errors_by_keyboard(sign_in_as, look_at, tmp_path):
    file = Path(tmp_path) / "pupils.csv"
    file.write_text(LIST, encoding="utf-8")
    page = sign_in_as(TEACHER)
    press(page, "Load your agency")
    press(page, "Load the list")
    look_at(page, "list-with-nothing-chosen")
    assert "Choose what kind of list it is" in main_text(page)
    tick(page, "School: pupils")
    write(page, "On which day was it drawn", f"{TODAY:%d/%m/%Y}")
    tick(page, "Only what is new or has changed")
    tab_to(page, "The list, as CSV")
    page.set_input_files("input[type=file]", str(file))  # the machine's own dialogue, which no page can press
    press(page, "Load the list")
    look_at(page, "list-report")
    text = main_text(page)
    assert "Row 5" in text
    assert "row 2 has the same reference; where the two differ, this lower row holds" in text
    assert "Columns from which nothing was taken: Eye colour" in text
    for label, number in (("Rows read", 4), ("Taken, new or changed", 3), ("Unchanged", 0), ("Not taken", 1)):
        assert f"{label}\t{number}" in text
    assert "gives no name at all" in text
    assert "the first letter does not fit" in text
    assert "is not a day in the calendar" in text
    tab_to(page, "Original text of row 5")
    page.keyboard.press("Enter")
    assert "1/1/2017" in main_text(page)
    many = LIST + "".join(f"{number},,Ashdown,Willa,4/7/2018,St Hilda's,YX1 3AB,\n" for number in range(10, 310))
    file.write_text(many, encoding="utf-8")
    page.goto("/lists")
    tick(page, "School: pupils")
    write(page, "On which day was it drawn", f"{TODAY:%d/%m/%Y}")
    tick(page, "Only what is new or has changed")
    page.set_input_files("input[type=file]", str(file))
    press(page, "Load the list")
    look_at(page, "long-list")
    assert "This list is still being loaded" in main_text(page)
    for _ in range(60):
        press(page, "Look how far it is")
        if "still being loaded" not in main_text(page):
            break
        page.wait_for_timeout(500)
    assert "Rows read\t304" in main_text(page)


def test_the_agreements_by_keyboard(sign_in_as, look_at):
    page = sign_in_as(ADMINISTRATOR)
    press(page, "Sharing agreements")
    look_at(page, "agreements")
    assert "In force: version" in main_text(page)
    press(page, "Stop it now: AGR-04")
    look_at(page, "stop-an-agreement")
    press(page, "Stop it now")
    assert "Write down why it is stopped" in main_text(page)
    write(page, "Why is it stopped", "The partner left; the manager decided it.")
    press(page, "Stop it now")
    assert "Stopped: not relied on" in main_text(page)
    assert "are not those in force" not in main_text(page)
