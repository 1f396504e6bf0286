"""A real browser against the real server, on a database of its own with the invented partnership in it."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from served import ROOT, environment_of, run_python, serving
from sharewell.ops.launching.codes import code_now

AXE = ROOT / "tests" / "vendor" / "axe" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
REQUIRED = os.environ.get("SHAREWELL_JOURNEYS") == "required"
PICTURES = ROOT / "docs" / "tutorial" / "images" if os.environ.get("SHAREWELL_SCREENSHOTS") == "1" else None
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        sentence = "no Chromium was found; to run the journeys: sudo apt-get install chromium"
        if REQUIRED:
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)
    return found


LOAD_PARTNERSHIP = "import django; django.setup(); from sharewell.ops import partnership; partnership.load()"


@pytest.fixture(scope="session")
def served(
    chromium: str, clone_database: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict]:
    """The pages and the worker, as in production but for TLS; gives address, password and second-factor secrets."""
    import json

    state = tmp_path_factory.mktemp("state")
    environment = environment_of(clone_database(), state)
    run_python(LOAD_PARTNERSHIP, environment)
    with serving(environment, worker=True) as address:
        made = json.loads((state / "demo-sign-in.json").read_text(encoding="utf-8"))
        yield made | {"address": address, "state": state, "environment": environment}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """A browser for one file: its event loop must have ended before another file's tests use the database."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Any, served: dict) -> Iterator[Callable[..., Any]]:
    """A maker of pages in contexts of their own, each refusing to talk to anybody but the server."""
    contexts = []
    elsewhere: list[str] = []

    def make(**options: Any) -> Any:
        context = browser.new_context(base_url=served["address"], **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: elsewhere.append(request.url) if is_elsewhere(request.url, served) else None)
        page.on("pageerror", lambda error: elsewhere.append(f"script error: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
    assert elsewhere == []


def is_elsewhere(url: str, served: dict) -> bool:
    return not url.startswith((served["address"], "data:", "blob:", "about:"))


# A code works once: each person's next sign-in waits for the next half minute, or uses another person.
_used: dict[str, str] = {}


@pytest.fixture
def sign_in_as(new_page: Callable[..., Any], served: dict) -> Callable[..., Any]:
    """Sign somebody in as they would: e-mail, password, six digits."""

    def signed_in(email: str, **options: Any) -> Any:
        page = new_page(**options)
        page.goto("/account/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", served["password"])
        page.click("main button")
        secret = served["totp"][email]
        while (code := code_now(secret, time.time())) == _used.get(email):
            time.sleep(1)
        _used[email] = code
        page.fill("input[name=code]", code)
        page.click("main button")
        page.wait_for_url("**/work")
        return page

    return signed_in


@pytest.fixture(scope="session")
def violations() -> Callable[[Any], list[str]]:
    """Give what an engine finds on the page that is shown against WCAG 2.2 AA."""
    engine = AXE.read_text(encoding="utf-8")

    def found(page: Any) -> list[str]:
        # Evaluated by the browser's debugger, so that the content security policy stays as it is.
        page.evaluate(engine)
        return page.evaluate(
            "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}})"
            ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))",
            STANDARDS,
        )

    return found


@pytest.fixture
def accessible(violations: Callable[[Any], list[str]]) -> Callable[[Any], None]:
    """Hold the page that is shown to WCAG 2.2 AA, as far as an engine can see."""

    def check(page: Any) -> None:
        found = violations(page)
        assert found == [], (page.url, found)

    return check


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Any, str], None]:
    """Take a screenshot: for the tutorial when asked to, else beside the test's own files."""

    def take(page: Any, name: str) -> None:
        folder = PICTURES or tmp_path
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return take


def reference_in(page: Any) -> str:
    return re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", page.url)[0]
