"""The states things pass through, and which step may follow which."""

from sharewell.rules.refusals import NotReady

Pathway = dict[str, tuple[str, ...]]

ENQUIRY: Pathway = {
    "open": ("checking", "concluded"),
    "checking": ("concluded",),
    "concluded": ("open",),
}
INFORMATION_REQUEST: Pathway = {
    "asked": ("opened", "answered", "refused", "withdrawn"),
    "opened": ("answered", "part_answered", "refused", "advice_sought", "withdrawn"),
    "advice_sought": ("opened", "answered", "part_answered", "refused", "withdrawn"),
    "part_answered": ("answered", "opened"),
    "refused": ("escalated", "opened", "withdrawn"),
    "escalated": ("opened", "answered", "part_answered", "refused", "withdrawn"),
    "answered": (),
    "withdrawn": (),
}
DISCLOSURE: Pathway = {"sent": ("received", "recalled"), "received": ("recalled",), "recalled": ()}
CONSULTATION: Pathway = {"asked": ("answered",), "answered": ()}

PATHWAYS: dict[str, Pathway] = {
    "Enquiry": ENQUIRY,
    "Information request": INFORMATION_REQUEST,
    "Disclosure": DISCLOSURE,
    "Question for advice": CONSULTATION,
}

SAID: dict[str, str] = {
    "open": "Open",
    "checking": "Checking with agencies",
    "concluded": "Outcome recorded",
    "asked": "Not opened yet",
    "opened": "Opened, not answered yet",
    "advice_sought": "Waiting for advice",
    "part_answered": "Answered in part",
    "refused": "Not shared, with reasons",
    "escalated": "Escalated",
    "answered": "Answered",
    "withdrawn": "Withdrawn",
    "sent": "Sent, not opened yet",
    "received": "Opened by the recipient",
    "recalled": "Recalled",
}


def step(pathway: Pathway, now: str, to: str) -> str:
    """Give the new state, or raise ``NotReady`` when the pathway has no such step."""
    if to != now and to not in pathway[now]:
        raise NotReady(f"This is already “{SAID[now].lower()}”")
    return to
