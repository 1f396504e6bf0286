"""The seven tests of a share, each answered where it arises: by the passages themselves, and in the decider's words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sharewell.directory.models import Practitioner
from sharewell.rules.access import ROLES
from sharewell.sharing.items import Item
from sharewell.sharing.models import InformationRequest

TESTS: dict[str, str] = {
    "necessary": "Necessary",
    "proportionate": "Proportionate",
    "relevant": "Relevant",
    "adequate": "Adequate",
    "accurate": "Accurate",
    "timely": "Timely",
    "secure": "Secure",
}
# What only a person can say, with the question it is asked by.
SAID: dict[str, str] = {
    "proportionate": "Is it proportionate? Could less do, for this need and this risk?",
    "adequate": "Is it enough? Can the recipient understand it and act on it, or is something vital missing?",
    "impact": "What could sharing it do to the child, the family, and others named in it?",
    "timely": "It is late, or must be quicker: what did you do about that?",
}
MUST_BE_SAID = ("proportionate", "adequate")
_PLURAL = {"fact": "facts", "report": "reports", "allegation": "allegations", "opinion": "opinions"}


def answered(
    *,
    items: Sequence[Item],
    said: Mapping[str, str],
    request: InformationRequest,
    recipient: Practitioner,
    at: datetime,
    channel: str = "here",
) -> dict[str, str]:
    """Give each test with its answer in words; what nobody answered says so."""
    words = {name: text.strip() for name, text in said.items() if text.strip()}
    from_the_passages = {
        "necessary": _necessary(items),
        "relevant": _relevant(items, request),
        "accurate": _accurate(items),
        "timely": _timely(request, at),
        "secure": _secure(recipient, channel),
    }
    found = {
        name: " ".join(part for part in (text, words.pop(name, "")) if part) for name, text in from_the_passages.items()
    }
    return {name: found.get(name) or words.get(name) or "Not answered." for name in TESTS} | {
        name: text for name, text in words.items() if name not in TESTS
    }


def _necessary(items: Sequence[Item]) -> str:
    needs = Counter(item.purpose_served for item in items if item.purpose_served)
    without = sum(not item.purpose_served for item in items)
    said = [f"“{need}” ({count})" if count > 1 else f"“{need}”" for need, count in needs.items()]
    if without:
        said.append(f"{_passages(without)} without a named need")
    return f"Serves: {'; '.join(said)}." if said else ""


def _relevant(items: Sequence[Item], request: InformationRequest) -> str:
    asked = {question.text for question in request.questions.all()}
    answering = sum(item.purpose_served in asked for item in items)
    return f"{_passages(answering)} of {len(items)} answer{'s' if answering == 1 else ''} a question that was asked."


def _accurate(items: Sequence[Item]) -> str:
    kinds = Counter(item.kind for item in items)
    said = ", ".join(
        f"{count} {kind if count == 1 else _PLURAL[kind]}" for kind, count in kinds.items() if kind in _PLURAL
    )
    undated = sum(item.happened_on is None and not item.happened_text for item in items)
    days = [item.happened_on for item in items if item.happened_on]
    oldest = f" The oldest is of {min(days):%d.%m.%Y}." if days else ""
    return (
        f"Labelled: {said}, each with its source.{oldest}{f' {_passages(undated)} without a date.' if undated else ''}"
    )


def _timely(request: InformationRequest, at: datetime) -> str:
    left = request.due_at - at
    hours = abs(left.total_seconds()) / 3600
    span = f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} h" if hours >= 1 else f"{hours * 60:.0f} min"
    return f"{span} before it was needed." if left.total_seconds() >= 0 else f"{span} after it was needed."


def _secure(recipient: Practitioner, channel: str) -> str:
    whom = f"{recipient.full_name}, {ROLES.get(recipient.role, recipient.role)}, {recipient.agency.name}"
    if channel == "told":
        return f"Told in person or by telephone to {whom}; noted here for them to confirm."
    return f"In Sharewell, to {whom}; opened only after signing in with a second factor."


def _passages(count: int) -> str:
    return f"{count} passage{'' if count == 1 else 's'}"
