"""What is another agency's looks, on every page, exactly as if it did not exist; its owner opens it."""
# covers: W5 W14

import re
from uuid import uuid4

import pytest

from sharewell.rules.access import may

from factories import a_practitioner, an_agency
from page_walk import address, client_of, pages
from whole_case import WholeCase, a_whole_case

pytestmark = pytest.mark.django_db

# Pages that the case gives nothing to show on: their owner finds nothing either, so only strangers are tried.
EMPTY = {
    "hub-known",  # the hub knows nobody else like them
    "hub-tick-off",  # nothing followed from the judgement yet
    "place-ask",  # nothing is being written
    "record-proof",  # nothing is signed in this test
    "request-guide-person",  # one person is asked about
}
TYPED = {
    "reason": "Because",
    "text": "Words",
    "answer": "Words",
    "colour": "red",
    "is_same": "yes",
    "told": "not_yet",
    "not_now_reason": "Risk",
    "look_again_on": "01/12/2030",
    "kind": "early_help",
    "rationale": "Because",
    "added": "More",
    "released": "no",
    "escalate": "1",
    "how": "told",
    "purpose": "CHILD_PROTECTION",
    "covers": "whereabouts",
    "until": "01/01/2026",
    "until_on": "01/01/2026",
}


def shown(answer) -> tuple[int, str, str]:
    """Give what a stranger can tell apart: status, where to, and the page without what differs every time."""
    text = answer.content.decode(errors="replace") if answer.get("Content-Type", "").startswith("text/") else ""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", text)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|page made [^<]*', "", text)
    to = re.sub(r"[0-9a-f-]{36}", "ID", answer.get("Location", ""))
    return answer.status_code, to, text


@pytest.fixture
def case() -> WholeCase:
    made = a_whole_case()
    made.ids |= {"no_follow_up": uuid4(), "subject": uuid4()}
    return made


def a_stranger_like(practitioner):
    """Somebody with the same role in an agency of the same kind that has nothing to do with the case."""
    agency = an_agency(practitioner.agency.kind)
    return a_practitioner(agency, practitioner.role)


def test_every_owner_opens_their_own_so_that_the_references_are_the_right_ones(case):
    clients = {}
    for pattern, owner, refs in pages():
        if pattern.name in EMPTY:
            continue
        clients[owner] = clients.get(owner) or client_of(getattr(case.partnership, owner))
        answer = clients[owner].get(address(pattern, {name: case.ids[key] for name, key in refs.items()}))
        assert answer.status_code in {200, 302}, (pattern.name, answer.status_code)


@pytest.mark.parametrize("method", ["get", "post"])
def test_to_a_stranger_what_is_anothers_looks_like_what_does_not_exist(case, method):
    clients = {}
    for pattern, owner, refs in pages():
        owning = getattr(case.partnership, owner)
        clients[owner] = clients.get(owner) or client_of(a_stranger_like(owning))
        assert may(owning.role, pattern.callback.page_access.permission), pattern.name
        foreign = address(pattern, {name: case.ids[key] for name, key in refs.items()})
        nowhere = address(pattern, {name: uuid4() for name in refs})
        send = getattr(clients[owner], method)
        data = TYPED if method == "post" else {}
        assert shown(send(foreign, data)) == shown(send(nowhere, data)), pattern.name
