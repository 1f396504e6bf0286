"""The whole walk in a real browser: a school, the hub, three agencies, and back; with the tutorial's pictures."""
# covers: Y1 Y3 Y4 Y5 Y8 Y13 Y16 Y17 Y18 Y20 W2 W3 W6 W8 W9 W11 W13 W14

import re
from pathlib import Path
from typing import Any

from served import left_behind

TEACHER, WORKER, DOCTOR = (
    "james.lea@fossborough.example",
    "carol.metcalfe@fossborough.example",
    "anita.pell@fossborough.example",
)
OFFICER, LANDLORD = "iain.prosser@fossborough.example", "jo.fenwick@fossborough.example"


# Names, places and words of the family of this walk: nowhere but in the database, and on pages of those who may read.
THEIRS = re.compile(
    "mason|tempest|isla|pickersgill|leanne|yx2|02/10/2013|2013-10-02|wardrobe|verbal argument|asb open", re.IGNORECASE
)


def go_on(page: Any, text: str = "Save and continue") -> None:
    page.get_by_role("button", name=text, exact=True).click()
    page.wait_for_load_state()


def choose(page: Any, text: str) -> None:
    page.get_by_label(text, exact=True).check()


def raise_the_concern(page: Any, accessible: Any, picture: Any) -> str:
    page.goto("/concern/new")
    accessible(page)
    picture(page, "01-danger-first")
    choose(page, "No")
    go_on(page, "Continue")
    page.get_by_role("button", name="Write down the first person").click()
    accessible(page)
    page.get_by_label("First names").fill("Mason")
    page.get_by_label("Family name").fill("Tempest")
    page.get_by_label("Birth date, age or due date").fill("2/10/2013")
    page.get_by_label("How are they related to the child?").fill("child")
    go_on(page, "Save and add another, such as a brother or sister")
    page.get_by_label("First names").fill("Isla")
    page.get_by_label("Family name").fill("Pickersgill")
    page.get_by_label("Birth date, age or due date").fill("27/3/2019")
    page.get_by_label("How are they related to the child?").fill("half-sister")
    go_on(page)
    accessible(page)
    picture(page, "02-who-it-is-about")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What did you see or hear yourself?").fill(
        "Mason told me he hid in the wardrobe when Daz shouted."
    )
    page.get_by_label("What do you think, and why?").fill("He is frightened at home.")
    accessible(page)
    picture(page, "03-what-was-seen")
    go_on(page)
    page.get_by_label("What did the child say, in their own words?").fill("“I took Isla upstairs.”")
    go_on(page)
    page.get_by_label("What is going well, and who helps?").fill("Mason loves Isla and reads to her.")
    go_on(page)
    go_on(page)
    accessible(page)
    choose(page, "A child may be suffering harm, or is likely to")
    go_on(page)
    assert page.get_by_text("agree", exact=True).count() == 0
    choose(page, "No, telling them now would not be safe")
    accessible(page)
    go_on(page)
    go_on(page)
    accessible(page)
    picture(page, "04-the-guide-for-the-sender")
    page.goto(page.url.replace("/guide", "/check"))
    accessible(page)
    page.get_by_label("Why are you sharing this?").fill("He may be hit next.")
    page.get_by_role("button", name="Send to the hub").dblclick()
    page.wait_for_url("**/concerns/*")
    accessible(page)
    picture(page, "05-receipt")
    return page.url


def enquire(page: Any, reference: str, accessible: Any, picture: Any) -> str:
    page.goto("/hub")
    accessible(page)
    picture(page, "06-the-hub")
    page.get_by_role("link", name=reference).click()
    accessible(page)
    go_on(page, "Open an enquiry")
    accessible(page)
    enquiry = page.url
    picture(page, "07-an-enquiry")
    page.get_by_role("link", name="Rate it").click()
    choose(page, "Amber: significant concern, to be answered soon")
    page.get_by_label("Why this rating?").fill("A frightened child, shouting, police were called before.")
    accessible(page)
    go_on(page, "Save the rating")
    return enquiry


def identify(page: Any, enquiry: str, accessible: Any, picture: Any) -> None:
    page.goto(enquiry)
    page.get_by_role("link", name=re.compile("Who is this.*Mason")).click()
    accessible(page)
    picture(page, "08-who-is-this")
    for agency in ("Eastmoor Road Secondary", "Minster Gate Surgery", "Eastmoor Constabulary"):
        page.get_by_role("link", name=re.compile(f"Confirm or reject.*{agency}")).first.click()
        choose(page, "Yes, the same person")
        page.get_by_label("Why do you think so?").fill("Name and birth date are the same; the school confirmed it.")
        accessible(page)
        go_on(page, "Save my judgement")
    page.goto(enquiry)
    page.get_by_role("link", name=re.compile("Who else.*Mason")).click()
    choose(page, "To find out whether a child is suffering or likely to suffer significant harm")
    page.get_by_label("Why do you need to know now?").fill("A child may be at risk of violence at home.")
    go_on(page, "Ask who else")
    assert page.get_by_text("Eastmoor Constabulary").count()
    assert page.get_by_text("not known", exact=True).count() == 0
    accessible(page)
    picture(page, "09-who-else")


def ask(page: Any, enquiry: str, accessible: Any, picture: Any) -> None:
    page.goto(f"{enquiry}/ask")
    for agency in ("Minster Gate Surgery", "Eastmoor Constabulary", "Larkfield Homes"):
        page.get_by_label(re.compile(agency)).check()
    accessible(page)
    go_on(page, "Go on to the questions")
    choose(page, "To find out whether a child is suffering, or likely to suffer, significant harm")
    page.get_by_label("In a sentence: why do you ask?").fill("Mason says he hides when his mother's partner shouts.")
    choose(page, "A child may be suffering significant harm")
    page.get_by_label(re.compile("Section 47 Children")).check()
    page.get_by_label("What has happened that reaches this").fill("He hid from violence; judged by Carol Metcalfe.")
    choose(page, "No: do not contact them about this")
    accessible(page)
    picture(page, "10-ask-agencies")
    go_on(page, "Check the request")
    accessible(page)
    page.get_by_role("button", name="Send it").dblclick()
    page.wait_for_url("**/picture")


def answer(page: Any, accessible: Any, picture: Any, *, shows: str, pictures: bool) -> None:
    page.goto("/requests")
    accessible(page)
    page.locator("table a").first.click()
    accessible(page)
    request = page.url
    page.goto(f"{request}/guide")
    accessible(page)
    if pictures:
        picture(page, "11-the-guide")
    page.get_by_label("I do not know").first.check()
    go_on(page, "Save and ask on")
    page.goto(f"{request}/decide")
    accessible(page)
    if page.locator("text=" + shows).count():
        entry = page.locator("fieldset.sharewell-column", has_text=shows).first
        entry.get_by_label("All of it").check()
        entry.get_by_label("Report: somebody told us").check()
        entry.get_by_label("Which question does it answer?").select_option(index=1)
    else:
        own = page.locator("fieldset.sharewell-column", has_text="In your own words")
        own.get_by_label("Anything else they need, or “no trace”").fill(
            "No trace of them in our records since November 2025."
        )
        own.get_by_label("Fact: we saw, heard or did it ourselves").check()
        own.get_by_label("Which question does it answer?").select_option(index=1)
    page.get_by_label("Is it proportionate?").fill("One entry, no more.")
    page.get_by_label("Is it enough?").fill("It answers what was asked.")
    page.get_by_label("Share what I chose, and keep the rest back").check()
    page.get_by_label("Your reasons").fill("It bears on the questions, and no more does.")
    page.get_by_label(re.compile("what do you tell the one who asks")).fill("The rest does not bear on it.")
    go_on(page, "See exactly what would be sent")
    accessible(page)
    if pictures:
        picture(page, "12-preview")
    if page.get_by_label(re.compile("You decide otherwise")).count():
        page.get_by_label(re.compile("You decide otherwise")).fill("The child may be at risk; waiting is worse.")
    page.get_by_role("button", name="Record the decision and send").dblclick()
    page.wait_for_url("**/decisions/*")
    accessible(page)


def test_a_worry_goes_from_a_school_through_the_hub_to_three_agencies_and_back(sign_in_as, accessible, picture, served):
    teacher = sign_in_as(TEACHER)
    accessible(teacher)
    receipt = raise_the_concern(teacher, accessible, picture)

    worker = sign_in_as(WORKER)
    reference = re.search(r"C-\w{3}-\w{3}", teacher.inner_text("main"))[0]
    enquiry = enquire(worker, reference, accessible, picture)
    identify(worker, enquiry, accessible, picture)
    ask(worker, enquiry, accessible, picture)

    for email, shows in ((DOCTOR, "Bruise"), (OFFICER, "VERBAL ARGUMENT"), (LANDLORD, "ASB open")):
        page = sign_in_as(email)
        answer(page, accessible, picture, shows=shows, pictures=email == OFFICER)
        if email == OFFICER:
            page.get_by_role("link", name="Record what the family is told, or why not now").click()
            accessible(page)
            choose(page, "Not now: it would not be safe or right")
            page.get_by_label("If not now: why?").fill("It could put Mason and his mother at more risk.")
            page.get_by_label("If not now: when will you look again?").fill("01/12/2030")
            go_on(page, "Save")
            accessible(page)

    worker.goto("/received")
    for _ in range(3):
        worker.goto("/received")
        worker.get_by_role("listitem").filter(has_text="not opened yet").get_by_role("link").first.click()
        accessible(worker)
    worker.goto(f"{enquiry}/picture")
    accessible(worker)
    picture(worker, "13-the-picture")
    assert worker.get_by_text("VERBAL ARGUMENT").count()
    worker.get_by_role("link", name="Record an outcome").click()
    choose(worker, "Strategy discussion (section 47)")
    worker.get_by_label("Why? What weighed for it, and what against?").fill("Three accounts fit together.")
    worker.get_by_label("Service 1").fill("Strategy discussion")
    worker.get_by_label("Who does it").first.fill("Nadia Kirkby")
    worker.get_by_label("By when").first.fill("25/11/2030")
    accessible(worker)
    go_on(worker, "Record the outcome")
    worker.get_by_label("What do you tell them?").fill("Thank you. A social worker sees Mason tomorrow.")
    accessible(worker)
    go_on(worker, "Send the feedback")

    teacher.goto(receipt)
    assert teacher.get_by_text("A social worker sees Mason tomorrow.").count()
    picture(teacher, "14-feedback")
    worker.wait_for_timeout(5000)  # the worker signs what was done within seconds
    worker.goto(f"/record/{enquiry.rsplit('/', 1)[1]}")
    accessible(worker)
    picture(worker, "15-the-record")
    assert worker.get_by_text("Proved: it stands in the signed log").count()
    nothing_is_left_outside(served["state"])


def nothing_is_left_outside(state: Path) -> None:
    """Nothing of the family is in what pages logged with every address, in what the worker logged, or in an e-mail."""
    left = left_behind(state)
    assert len([name for name in left if name.startswith("mail/")]) > 5
    assert "/concern/new" in left["pages.log"]
    assert [(name, found[0]) for name, text in left.items() if (found := THEIRS.search(text))] == []
