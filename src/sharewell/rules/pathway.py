"""The states things pass through, and which step may follow which."""

from sharewell.rules.refusals import NotReady

Pathway = dict[str, tuple[str, ...]]

ENQUIRY: Pathway = {
    "open": ("checking", "concluded"),
    "checking": ("concluded",),
    "concluded": ("open",),
}
# An answer may come before the opening was noted (by telephone, in a hurry), and a refusal may be thought over.
_ANSWERS = ("answered", "part_answered", "refused")
INFORMATION_REQUEST: Pathway = {
    "asked": ("opened", *_ANSWERS, "escalated", "withdrawn"),
    "opened": (*_ANSWERS, "advice_sought", "escalated", "withdrawn"),
    "advice_sought": ("opened", *_ANSWERS, "escalated", "withdrawn"),
    "part_answered": ("answered", "refused", "escalated", "withdrawn"),
    "refused": ("answered", "part_answered", "escalated", "withdrawn"),
    "escalated": ("opened", *_ANSWERS, "withdrawn"),
    "answered": ("part_answered",),
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
