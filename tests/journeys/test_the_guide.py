"""The guide without a case and the library in a real browser: keyboard alone, narrow, without scripts or cookies."""
# covers: W10 W21 Y7 Y20

import re
from collections.abc import Callable
from typing import Any

NAME_OF_FOCUS = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
  return (label || '').trim().replace(/\\s+/g, ' ');
}"""


def tab_to(page: Any, name: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(NAME_OF_FOCUS).startswith(name):
            return
    raise AssertionError(f"“{name}” cannot be reached with the Tab key on {page.url}")


def press(page: Any, name: str) -> None:
    """Go to a button or a link with the Tab key and press Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Any, first: str, downs: int) -> None:
    """Go to a group of radios whose first is called so, and choose one with the arrow keys."""
    tab_to(page, first)
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def look(page: Any, accessible: Callable[[Any], None], picture: Callable[[Any, str], None], name: str) -> None:
    """Hold the page to the standard, wide and at 320 pixels, where nothing may stick out."""
    accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    picture(page, f"{name}-narrow")
    page.set_viewport_size({"width": 1100, "height": 800})
    picture(page, name)
    assert page.context.cookies() == []
    assert "?" not in page.url


def test_somebody_without_a_case_works_it_out_with_the_keyboard_alone(new_page, accessible, picture):
    page = new_page(viewport={"width": 1100, "height": 800})
    page.goto("/guide")
    look(page, accessible, picture, "guide-1-danger-first")
    choose(page, "Yes", downs=1)
    press(page, "Continue")
    choose(page, "Someone is suffering", downs=0)
    choose(page, "A child (under 18)", downs=0)
    look(page, accessible, picture, "guide-2-questions")
    press(page, "Continue")
    assert page.get_by_text("What the rules say so far").count()
    choose(page, "A social worker at the hub", downs=0)
    press(page, "Show the advice now")
    look(page, accessible, picture, "guide-3-advice")
    tab_to(page, "Why, from which source, and what would change it")
    page.keyboard.press("Enter")
    opened = page.locator("details[open]").first
    assert opened.get_by_text("What led here:").is_visible()
    look(page, accessible, picture, "guide-4-opened")

    press(page, "Change the answer to: From all you know now")
    choose(page, "Someone is suffering", downs=2)
    press(page, "Show the advice now")
    assert page.get_by_text("The family is struggling").count()
    assert page.get_by_text("The guide’s advice: Seek agreement or advice first").count()

    press(page, "Print it or copy it")
    look(page, accessible, picture, "guide-5-print")
    version = re.search(r"version (\S+)\. A person decides", page.locator("main").inner_text())[1]
    assert version in page.locator("textarea").input_value()
    page.emulate_media(media="print")
    assert not page.locator("textarea").is_visible()
    assert not page.get_by_role("button", name="Back to the advice").is_visible()
    assert page.get_by_role("heading", name="What to write down").is_visible()


def test_the_library_is_read_and_searched_with_the_keyboard_alone(new_page, accessible, picture):
    page = new_page(viewport={"width": 1100, "height": 800})
    page.goto("/guidance")
    look(page, accessible, picture, "library-1-index")
    tab_to(page, "Look for words")
    page.keyboard.type("refuses consent")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"\d+ found", page.locator("main").inner_text())
    look(page, accessible, picture, "library-2-found")
    press(page, "A refusal")
    assert "/guidance/rules/" in page.url
    look(page, accessible, picture, "library-3-rule")
    for number, name in enumerate(("golden-rules", "traps", "changes", "law/data-protection"), start=4):
        page.goto(f"/guidance/{name}")
        look(page, accessible, picture, f"library-{number}")


def test_it_works_without_scripts(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/guide")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("There is no concern").check()
    page.get_by_role("button", name="Show the advice now").click()
    page.get_by_role("button", name="Print it or copy it").click()
    assert "There is no concern" in page.locator("textarea").input_value()
    page.get_by_role("button", name="Back to the advice").click()
    page.get_by_role("button", name="Change the answer to: From all").click()
    assert page.get_by_label("There is no concern").is_checked()
    assert page.context.cookies() == []
