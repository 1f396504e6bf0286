"""What a practitioner chose from their own entries, read out of the form, and made into what is sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharewell.sharing.items import Item

# The six tests and adequacy, each asked where it can be answered in words.
TESTS: dict[str, str] = {
    "proportionate": "Is it proportionate? Could less do, for this need and this risk?",
    "adequate": "Is it enough? Can the recipient understand it and act on it, or is something vital missing?",
    "timely": "Is it in time? If it is late or must be quicker, what did you do?",
    "impact": "What could sharing it do to the child, the family, and others named in it?",
}
TAKE = ("all", "part")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry (None: one's own words), whether it goes, and in which words."""

    entry: Any
    take: str
    text: str
    kind: str
    why: str
    why_not: str


def choices_in(data: Mapping[str, Any], entries: Sequence[Any]) -> list[Choice]:
    """Read the choice about each entry; nothing is chosen until somebody chooses it."""
    return [_choice(data, entry) for entry in entries]


def _choice(data: Mapping[str, Any], entry: Any) -> Choice:
    name = "own" if entry is None else str(entry.id)
    original = "" if entry is None else entry.text
    take = data.get(f"take_{name}", "")
    typed = data.get(f"text_{name}", original)
    kind = data.get(f"kind_{name}", "" if entry is None or entry.kind == "unlabelled" else entry.kind)
    text = original if take == "all" else typed
    return Choice(entry, take, text.strip(), kind, data.get(f"why_{name}", ""), data.get(f"whynot_{name}", ""))


def items_from(choices: Sequence[Choice], own: Choice, request: Any, agency_name: str) -> list[Item]:
    """Make the passages to be sent, each exactly as the recipient will see it."""
    subjects = {record: one for one in request.subjects.all() for record in one.record_ids}
    items = [_item(choice, subjects, agency_name) for choice in choices if choice.take in TAKE and choice.text]
    if own.text:
        first = request.subjects.order_by("relation").first()
        name = f"{first.given_name} {first.family_name}".strip() if first else ""
        person = first.person_id if first else None
        items.append(
            Item(
                text=own.text,
                kind=own.kind,
                source=f"{agency_name}, written for this answer",
                subject_name=name,
                subject_person_id=person,
                purpose_served=own.why,
            )
        )
    return items


def _item(choice: Choice, subjects: Mapping[str, Any], agency_name: str) -> Item:
    entry = choice.entry
    subject = subjects.get(str(entry.record_id)) or _of_the_same_name(entry.record, subjects.values())
    return Item(
        text=choice.text,
        kind=choice.kind,
        source=", ".join(part for part in (agency_name, entry.category, entry.author) if part),
        subject_name=f"{entry.record.given_name} {entry.record.family_name}".strip(),
        subject_person_id=subject.person_id if subject else None,
        entry_id=entry.id,
        happened_on=entry.happened_on,
        happened_text=entry.happened_at_text,
        known_on=entry.known_on,
        is_strength=entry.is_strength,
        purpose_served=choice.why,
    )


def _of_the_same_name(record: Any, subjects: Iterable[Any]) -> Any:
    """Find whom a record in the agency's other list is about, by family name and birth date; unsure is nobody."""
    fits = {
        one.id: one
        for one in subjects
        if one.family_name.casefold() == record.family_name.casefold() and one.born_on == record.born_on
    }
    return next(iter(fits.values())) if len(fits) == 1 else None
