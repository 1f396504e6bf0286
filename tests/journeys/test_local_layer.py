"""Two administrators, a lawyer and a danger page: local values change by two people, and the rulebook is signed off."""
# covers: Y18 Y20 Y21 W7

from datetime import timedelta
from typing import Any

from django.utils import timezone

FIRST, SECOND = "kieran.voss@fossborough.example", "tamsin.wray@fossborough.example"
LAWYER = "frances.dyer@fossborough.example"
NARROW = {"viewport": {"width": 320, "height": 640}}


def press(page: Any, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).click()
    page.wait_for_load_state()


def fill_the_ground(page: Any) -> None:
    page.get_by_label("Where does it stand?").fill("Board minutes of 3 November, item 4")
    page.get_by_label("Why does it change?").fill("Four hours were too slow at weekends.")


def propose_a_clock(page: Any, accessible: Any, picture: Any) -> str:
    page.goto("/local")
    accessible(page)
    picture(page, "local-all")
    row = page.locator(".govuk-summary-list__row", has_text="Red rating").first
    row.get_by_role("link").click()
    accessible(page)
    page.get_by_role("button", name="Propose a change").click()
    page.get_by_label("How long?").fill("soon")
    page.get_by_label("From which day?").fill(f"{timezone.localdate() + timedelta(days=7):%d/%m/%Y}")
    fill_the_ground(page)
    press(page, "Propose the change")
    assert page.locator("#id_amount-error").is_visible()
    accessible(page)
    picture(page, "local-error")
    page.get_by_label("How long?").fill("2")
    press(page, "Propose the change")
    assert page.get_by_text("Nothing changes until a second person has approved it").is_visible()
    assert page.get_by_role("button", name="Save the decision").count() == 0
    accessible(page)
    return page.url


def correct_a_number(page: Any, accessible: Any, picture: Any) -> None:
    page.goto("/local#number")
    row = page.locator(".govuk-summary-list__row", has_text="a social worker").first
    row.get_by_role("link").click()
    page.get_by_role("button", name="The number is wrong: correct it now").click()
    page.get_by_label("Telephone number").fill("01632 960888")
    page.get_by_label("Option to choose, if there is a menu").fill("")
    page.get_by_label("I have rung the new number").check()
    fill_the_ground(page)
    accessible(page)
    picture(page, "local-correct")
    press(page, "Show the new number now")
    page.goto("/danger")
    assert page.get_by_text("999").first.is_visible()
    assert page.locator("main").get_by_text("01632 960888").first.is_visible()
    assert page.locator("main").get_by_text("01904 551900, option 3").first.is_visible()
    accessible(page)
    picture(page, "local-danger")


def decide(page: Any, address: str, accessible: Any, picture: Any) -> None:
    page.get_by_role("link", name="A change to a number, clock, period or note waits for you.").first.click()
    page.goto("/local/changes")
    assert page.get_by_text("Shown already: look now").is_visible()
    accessible(page)
    picture(page, "local-changes")
    page.goto(address)
    press(page, "Save the decision")
    accessible(page)
    page.get_by_label("Approve it", exact=True).check()
    page.get_by_label("How did you check it, or why do you turn it down?").fill("I read the minutes.")
    accessible(page)
    picture(page, "local-proposal")
    press(page, "Save the decision")
    assert page.get_by_text("Approved. It holds from its day on.").is_visible()
    accessible(page)
    page.goto("/local/changes")
    page.get_by_role("link", name="Concern that a child may be at risk of harm: a social worker").click()
    page.get_by_label("Turn it down", exact=True).check()
    page.get_by_label("How did you check it, or why do you turn it down?").fill("Nobody answers there.")
    press(page, "Save the decision")
    page.goto("/danger")
    assert page.get_by_text("01632 960888").count() == 0
    assert page.get_by_text("01904 551900, option 3").first.is_visible()


def add_a_note(page: Any, accessible: Any, picture: Any) -> None:
    page.goto("/rulebook")
    page.get_by_role("button", name="Add a local note to rule speed.today").click()
    assert page.get_by_label("Which rule or route does it belong to?").input_value() == "speed.today"
    accessible(page)
    picture(page, "local-new-note")


def sign_off(page: Any, accessible: Any, picture: Any) -> None:
    page.goto("/rulebook")
    assert page.get_by_text("Nobody has signed this version off yet.").is_visible()
    accessible(page)
    page.get_by_role("link", name="Sign this version off").click()
    press(page, "Sign it off")
    accessible(page)
    page.get_by_label("I have read this version").check()
    picture(page, "local-sign-off")
    press(page, "Sign it off")
    assert page.get_by_text("the one in use today").is_visible()
    accessible(page)
    picture(page, "local-signatures")


def test_two_people_change_what_is_local_and_a_lawyer_signs_what_is_national(sign_in_as, accessible, picture):
    first = sign_in_as(FIRST)
    proposal = propose_a_clock(first, accessible, picture)
    correct_a_number(first, accessible, picture)
    add_a_note(first, accessible, picture)
    decide(sign_in_as(SECOND, **NARROW), proposal, accessible, picture)
    sign_off(sign_in_as(LAWYER, **NARROW), accessible, picture)
