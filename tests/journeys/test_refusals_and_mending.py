"""When people disagree or err: a refusal talked over and escalated, advice without names, recall, correction, haste."""
# covers: Y8 W4 W6 W8 W9 W12 W13 W14

import re
from typing import Any

TEACHER, WORKER, MANAGER = (
    "james.lea@fossborough.example",
    "carol.metcalfe@fossborough.example",
    "nadia.kirkby@fossborough.example",
)
DOCTOR, ADVISER = "anita.pell@fossborough.example", "priya.raghavan@fossborough.example"


def press(page: Any, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).click()
    page.wait_for_load_state()


def by_keyboard(page: Any, text: str) -> None:
    """Reach a button with the keyboard alone and press it."""
    page.get_by_role("button", name=text, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def narrow(page: Any) -> None:
    """Nothing runs out of a window of 320 pixels, which is also 400 % of a usual one."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def a_request_to_the_surgery(teacher: Any, worker: Any, accessible: Any) -> None:
    teacher.goto("/concern/new")
    teacher.get_by_label("No", exact=True).check()
    press(teacher, "Continue")
    teacher.get_by_role("button", name="Write down the first person").click()
    teacher.get_by_label("First names").fill("Mason")
    teacher.get_by_label("Family name").fill("Tempest")
    teacher.get_by_label("Birth date, age or due date").fill("2/10/2013")
    press(teacher, "Save and continue")
    teacher.goto(re.sub(r"(/concern/[0-9a-f-]{36}).*", r"\1/check", teacher.url))
    teacher.get_by_label("Why are you sharing this?").fill("He is frightened.")
    press(teacher, "Send to the hub")
    worker.goto("/hub")
    worker.locator("tr", has_text="Not opened").locator("a").first.click()
    press(worker, "Open an enquiry")
    worker.get_by_role("link", name="Ask agencies").click()
    worker.get_by_label("Minster Gate Surgery").check()
    press(worker, "Go on to the questions")
    narrow(worker)
    press(worker, "Check the request")
    assert worker.get_by_role("link", name="Choose the legal basis of the request").count()
    accessible(worker)
    worker.get_by_label("In a sentence: why do you ask?").fill("He hides when his mother's partner shouts.")
    worker.get_by_label("To find out whether a child is suffering").check()
    worker.get_by_label("A child may be suffering significant harm").check()
    worker.get_by_label(re.compile("Section 47 Children")).check()
    worker.get_by_label("What has happened that reaches this").fill("He hid from violence; judged by Carol Metcalfe.")
    worker.get_by_label("No: do not contact them about this").check()
    press(worker, "Check the request")
    accessible(worker)
    press(worker, "Send it")
    worker.get_by_role("link", name="Minster Gate Surgery").click()


def ask_for_advice(doctor: Any, request: str, accessible: Any) -> None:
    doctor.goto(f"{request}/advice")
    doctor.get_by_label("Your question, without names").fill("Mason Tempest of YX2 4DE is frightened. May I tell?")
    doctor.get_by_label(re.compile("Priya Raghavan")).check()
    accessible(doctor)
    press(doctor, "Check and send")
    assert doctor.get_by_label("Your question without them").input_value().startswith("The child of that place")
    accessible(doctor)
    narrow(doctor)
    by_keyboard(doctor, "Send it like this")


def give_advice(adviser: Any, accessible: Any) -> None:
    adviser.goto("/advice")
    assert adviser.get_by_text("Mason").count() == 0
    press(adviser, "Send my advice")
    assert adviser.get_by_role("link", name="Write your advice first.").count()
    accessible(adviser)
    adviser.get_by_label(re.compile("Your advice")).fill("What bears on his safety, yes.")
    press(adviser, "Send my advice")


def refuse(doctor: Any, request: str) -> None:
    """Without JavaScript, against the advice, and only then with the reason for that."""
    doctor.goto(f"{request}/decide")
    assert doctor.get_by_text("What bears on his safety, yes.").count()
    press(doctor, "See exactly what would be sent")
    assert doctor.get_by_role("link", name="Choose whether to share all, part or nothing").count()
    doctor.get_by_label("Share nothing", exact=True).check()
    doctor.get_by_label("Your reasons").fill("We hold nothing that bears on it.")
    doctor.get_by_label(re.compile("what do you tell the one who asks")).fill("We hold nothing that bears on it.")
    press(doctor, "See exactly what would be sent")
    press(doctor, "Record the decision: share nothing")
    assert doctor.get_by_text("That is yours to decide: write down why.").count()
    doctor.get_by_label(re.compile("You decide otherwise: why")).fill("Nothing we hold bears on it.")
    press(doctor, "Record the decision: share nothing")
    assert doctor.get_by_role("heading", name="The record of a decision").count()


def talk_and_escalate(worker: Any, request: str, accessible: Any) -> None:
    worker.goto(f"{request}/sent")
    assert worker.get_by_text("We hold nothing that bears on it.").count()
    worker.get_by_label("Write to them").fill("He came to school with a bruise today.")
    press(worker, "Send message")
    press(worker, "Take it to a manager")
    assert worker.get_by_role("link", name=re.compile("Write down why the answer is needed")).count()
    accessible(worker)
    narrow(worker)
    worker.get_by_label(re.compile("Why is the answer needed")).fill("A bruise nobody explains.")
    by_keyboard(worker, "Take it to a manager")
    assert worker.get_by_text("It was escalated. Nadia Kirkby and the agency have been told.").count()


def share_in_haste(doctor: Any, request: str, accessible: Any) -> str:
    doctor.goto(request)
    assert doctor.get_by_text("A bruise nobody explains.").count()
    doctor.get_by_role("link", name=re.compile("share now, or note what you told them")).click()
    accessible(doctor)
    narrow(doctor)
    doctor.get_by_label("Send it here now").check()
    doctor.get_by_label("What they must know, or what you told them").fill("A bruise on his left arm, seen today.")
    press(doctor, "Share it now")
    accessible(doctor)
    doctor.get_by_label("What there was no time for").fill("I shared it because of what the school saw.")
    press(doctor, "Add it")
    assert doctor.get_by_text("I shared it because of what the school saw.").count()
    return doctor.url


def mend(doctor: Any, worker: Any, decision: str, accessible: Any) -> None:
    worker.goto("/received")
    worker.get_by_role("listitem").filter(has_text="not opened yet").get_by_role("link").first.click()
    assert worker.get_by_text("A bruise on his left arm, seen today.").count()
    disclosure = worker.url
    doctor.goto(decision)
    doctor.get_by_role("link", name="See it, correct it, recall it").click()
    sent = doctor.url
    doctor.get_by_role("link", name=re.compile("Correct this")).click()
    press(doctor, "Send the correction")
    accessible(doctor)
    doctor.get_by_label("What is right?").fill("It was the right arm.")
    doctor.get_by_label("Why was it wrong?").fill("I mixed up the sides.")
    press(doctor, "Send the correction")
    worker.goto("/work")
    worker.get_by_role("link", name="Something shared with you was corrected.").click()
    assert worker.get_by_text("It was the right arm.").count()
    assert worker.get_by_text("A bruise on his left arm, seen today.").count()
    accessible(worker)
    doctor.goto(sent)
    doctor.get_by_label("Why?").fill("It was about his brother.")
    press(doctor, "Recall it")
    accessible(doctor)
    assert worker.goto(disclosure).status == 404
    worker.goto("/received")
    assert worker.get_by_text("It was about his brother.").count()
    accessible(worker)
    narrow(worker)


def test_people_disagree_err_and_mend_it(sign_in_as, accessible):
    teacher, worker = sign_in_as(TEACHER), sign_in_as(WORKER)
    a_request_to_the_surgery(teacher, worker, accessible)
    request = worker.url.removesuffix("/sent")
    doctor = sign_in_as(DOCTOR)
    ask_for_advice(doctor, request, accessible)
    give_advice(sign_in_as(ADVISER), accessible)
    refuse(without_scripts(doctor), request)
    talk_and_escalate(worker, request, accessible)
    manager = sign_in_as(MANAGER)
    manager.get_by_role("link", name="A request was escalated to you.").click()
    assert manager.get_by_text("A bruise nobody explains.").count()
    decision = share_in_haste(doctor, request, accessible)
    mend(doctor, worker, decision, accessible)


def without_scripts(page: Any) -> Any:
    """Give a page of the same person in a browser that runs no scripts."""
    context = page.context.browser.new_context(
        base_url=page.url.split("/requests")[0], java_script_enabled=False, storage_state=page.context.storage_state()
    )
    return context.new_page()
