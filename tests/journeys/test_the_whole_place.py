"""
Every page there is, in a real browser at 320 pixels: an accessibility engine finds nothing, nothing runs out of the
window, the keyboard reaches everything, the browser reports no error, and no link leads nowhere.

A whole case stands in a database of its own, so that each kind of page has something on it.
"""
# covers: Y20 W5

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve

from served import ROOT, environment_of, run_python, serving

from page_walk import address, pages

MAKE = "import django; django.setup(); import whole_place; print(whole_place.make())"
# Nothing of these is a page to look at, and why.
NO_PAGE = {
    "account_logout": "signs out",
    "account_inactive": "said to one whose access has ended",
    "account_reauthenticate": "sends on",
    "account_signup": "sends on",
    "account_reset_password": "sends on",
    "account_email": "sends on",
    "account_email_verification_sent": "sends on",
    "account_set_password": "sends on",
    "alive": "for machines",
    "ready": "for machines",
    "kept-words": "takes words that a time-out interrupted",
    "still-here": "takes a press of a button",
    "mfa_download_recovery_codes": "a file",
    "openness-pdf": "a file",
    "record-proof": "a file",
    "rulebook-print": "a file",
}
NOBODY = "00000000-0000-4000-8000-000000000000"
OPEN = ["/", "/danger", "/guide", "/guidance", "/privacy", "/accessibility", "/account/login/", "/nowhere-at-all"]
# What the browser's keyboard cannot reach though it can be pressed, and what stands before its place in the order.
OUT_OF_REACH = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(e => e.checkVisibility() && !e.disabled && e.type !== 'hidden')
  .filter(e => (e.tabIndex < 0 && !e.matches('main, [role=alert], .govuk-error-summary, h1, h2')) || e.tabIndex > 0)
  .map(e => e.outerHTML.slice(0, 120))"""
# Forms in which the Enter key, pressed in a line of text, does something else than what the form is for.
ENTER_ELSEWHERE = """() => [...document.querySelectorAll('form')]
  .filter(f => f.querySelector('input:is([type=text], [type=email], [type=tel], [type=search], [type=number])'))
  .map(f => [...document.querySelectorAll('button')].filter(b => b.form === f && b.type === 'submit'))
  .filter(own => own.length > 1).map(own => own[0])
  .filter(b => (b.classList.contains('govuk-button--secondary') || b.classList.contains('sharewell-link-button')))
  .map(b => 'Enter presses: ' + b.textContent.trim())"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"


@pytest.fixture(scope="module")
def place(chromium, clone_database, tmp_path_factory) -> Iterator[dict]:
    """The server of the whole case, and who is signed in there."""
    environment = environment_of(clone_database(), tmp_path_factory.mktemp("place"))
    environment["PYTHONPATH"] += f":{ROOT / 'tests'}"
    made = json.loads(run_python(MAKE, environment).splitlines()[-1])
    with serving(environment, worker=False) as where:
        yield made | {"address": where}


class Walk:
    """One person's browser: each page is looked at once, and every link on it noted."""

    def __init__(self, browser: Any, place: dict, who: str | None, violations: Callable[[Any], list[str]]) -> None:
        self.address, self.violations, self.who = place["address"], violations, who
        self.context = browser.new_context(base_url=self.address, viewport={"width": 320, "height": 640})
        if who is not None:
            cookie = {"name": place["cookie"], "value": place["sessions"][who], "url": self.address}
            self.context.add_cookies([cookie])
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.findings: list[tuple[str | None, str, object]] = []
        self.links: dict[str, str] = {}  # to where, from which page

    def look(self, path: str) -> int:
        """Open a page, note what is wrong with it and where it leads; gives the status."""
        self.said.clear()
        answer = self.page.goto(path)
        if answer.status == 405 or "html" not in answer.headers.get("content-type", ""):
            return int(answer.status)
        self.findings += [(self.who, path, one) for one in self._wrong_here()]
        for href in self.page.evaluate(LINKS):
            to = urlsplit(urljoin(self.page.url, href))
            here = to.path == path or to.path.startswith("/static/")
            if not here and f"{to.scheme}://{to.netloc}" == self.address:
                self.links.setdefault(to.path, path)
        return int(answer.status)

    def _wrong_here(self) -> Iterator[object]:
        yield from self.violations(self.page)
        if (width := self.page.evaluate("document.documentElement.scrollWidth")) > 320:
            yield f"{width} pixels wide"
        yield from self.page.evaluate(OUT_OF_REACH)
        yield from self.page.evaluate(ENTER_ELSEWHERE)
        if (headings := self.page.locator("h1:visible").all_inner_texts()) and len(headings) != 1:
            yield f"headings of the first rank: {headings}"
        # The browser itself says of a page with another status that it did not load.
        yield from (one for one in self.said if "status of 4" not in one)
        self.page.keyboard.press("Tab")
        if (first := self.page.evaluate("document.activeElement.textContent.trim()")) != "Skip to main content":
            yield f"the keyboard comes first to {first!r}"

    def end(self) -> list[tuple[str | None, str, object]]:
        """Follow every link that was noted; gives all that was found, with those that lead where one may not go."""
        for to, seen_on in self.links.items():
            if (status := self.context.request.get(to).status) >= 400:
                self.findings.append((self.who, seen_on, f"leads to {to}: {status}"))
        self.context.close()
        return self.findings


def name_of(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def addresses(place: dict) -> dict[str, list[tuple[str, str]]]:
    """Give each person's pages of the whole case by name and address, those without a reference for everybody."""
    found: dict[str, list[tuple[str, str]]] = {who: [] for who in place["sessions"]}
    for who, path in place["more"]:
        found[who].append((name_of(path) or "", path))
    for pattern, owner, refs in pages():
        known = {name: place["ids"].get(kind, NOBODY) for name, kind in refs.items()}
        found[owner].append((pattern.name, address(pattern, known)))
    for pattern in get_resolver().url_patterns:
        if not pattern.pattern.converters:
            for own in found.values():
                own.append((pattern.name, f"/{pattern.pattern}"))
    return found


def test_every_page_there_is_can_be_used_by_everybody(browser, place, violations):
    shown: set[str] = set(NO_PAGE)
    findings: list[tuple] = []
    for who, own in addresses(place).items():
        walk = Walk(browser, place, who, violations)
        for name, path in own:
            if (name not in shown or name == "work") and walk.look(path) == 200:
                shown.add(name)
        # Pages whose reference no test knows beforehand: reached as people do, by the links on the others.
        while ahead := [(name, to) for to in walk.links if (name := name_of(to)) and name not in shown]:
            name, to = ahead[0]
            assert walk.look(to) in (200, 405), (who, walk.links[to], to)
            shown.add(name)
        findings += walk.end()

    assert "\n".join(str(one) for one in findings) == ""
    missing = {one.name for one in get_resolver().url_patterns} - shown
    assert missing == set(), " ".join(sorted(missing))


def test_the_pages_before_anybody_signs_in(browser, place, violations):
    walk = Walk(browser, place, None, violations)
    assert [walk.look(path) for path in OPEN] == [200] * (len(OPEN) - 1) + [404]
    # One page of each kind of the guidance, by the shape of its address.
    kinds = {re.sub(r"[^/]+$", "", to): to for to in walk.links}
    for to in kinds.values():
        assert walk.look(to) == 200, to
    assert walk.end() == []
