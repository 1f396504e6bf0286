"""What a practitioner chose from their own entries, read out of the form, and made into what is sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sharewell.involvement.lists import kinds
from sharewell.sharing import passages, third_parties
from sharewell.sharing.items import COLLECTED_FOR, KINDS, Item

OWN = "own"  # the name of what is said in one's own words
AND = "|"  # between names to be withheld
OTHER = "other"  # a need that is none of the questions
TAKE = {"all": "All of it", "part": "A passage", "none": "Leave it out"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry (None: one's own words), whether it goes, in which words, labelled how and needed for what."""

    entry: Any
    name: str
    take: str
    typed: str
    text: str
    kind: str
    need: str
    need_said: str
    hidden: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    named: tuple[third_parties.Named, ...] = field(default=())
    subject: Any = None  # whom of the request it is about, where that is known
    collected_for: str = ""

    @property
    def list_says(self) -> str:
        """Give what the kind of list an entry stands in was collected for; empty where that is not known."""
        return _list_says(self.entry)

    @property
    def goes(self) -> bool:
        """Say whether something of it is to be sent."""
        return bool(self.text) and (self.entry is None or self.take in ("all", "part"))


def choices_in(data: Mapping[str, Any], entries: Sequence[Any], request: Any) -> list[Choice]:
    """Read the choice about each entry, and about one's own words last; nothing goes until somebody chooses it."""
    questions = sorted(request.questions.all(), key=lambda one: one.position)
    needs = {f"q{one.position}": one.text for one in questions}
    subjects = list(request.subjects.all())
    return [_choice(data, entry, needs, subjects) for entry in (*entries, None)]


def whole(entries: Sequence[Any], request: Any) -> list[Choice]:
    """Give entries as choices to share each as it is."""
    return choices_in({f"take_{entry.id}": "all" for entry in entries}, entries, request)[:-1]


def _choice(data: Mapping[str, Any], entry: Any, needs: Mapping[str, str], subjects: Sequence[Any]) -> Choice:
    name = OWN if entry is None else str(entry.id)
    original = "" if entry is None else entry.text
    take = data.get(f"take_{name}", "")
    typed = data.get(f"text_{name}", original).strip()
    taken = passages.Taken(original or typed)
    if entry is not None and take == "part":
        taken = passages.taken_from(original, typed)
    labelled = "" if entry is None or entry.kind not in KINDS else entry.kind
    need = data.get(f"need_{name}", "")
    hidden = tuple(one for one in data.get(f"hide_{name}", "").split(AND) if one)
    named = _named(original or typed, entry, subjects)
    collected_for = _list_says(entry) or data.get(f"collected_{name}", "")
    return Choice(
        entry=entry,
        name=name,
        take=take,
        typed=typed,
        text=third_parties.withhold(taken.text, hidden),
        kind=data.get(f"kind_{name}", labelled),
        need=need,
        need_said=needs.get(need) or data.get(f"other_{name}", "").strip(),
        hidden=hidden,
        foreign=taken.foreign,
        named=tuple(named),
        subject=_subject(entry, subjects),
        collected_for=collected_for if collected_for in COLLECTED_FOR else "",
    )


def _list_says(entry: Any) -> str:
    loaded = entry.list_import if entry is not None else None
    return kinds.collected_for(loaded.kind) if loaded is not None else ""


def _subject(entry: Any, subjects: Sequence[Any]) -> Any:
    """Give whom of a request an entry is about; one's own words are about the only one there is, or nobody certain."""
    if entry is None:
        return subjects[0] if len(subjects) == 1 else None
    named = {record: one for one in subjects for record in one.record_ids}
    return named.get(str(entry.record_id)) or _of_the_same_name(entry.record, named.values())


def _named(text: str, entry: Any, subjects: Sequence[Any]) -> list[third_parties.Named]:
    """Give who is named besides the one an entry is about; in one's own words, besides anybody asked about."""
    everybody = [f"{one.given_name} {one.family_name}" for one in subjects]
    if entry is None:
        return third_parties.named_in(text, about=everybody, known=())
    record = entry.record
    about = [record.given_name, record.family_name, record.known_as]
    return third_parties.named_in(text, about=about, known=everybody)


def said_in(post: Any) -> dict[str, Any]:
    """Give a posted form as plain words to be kept: each name's last value, and all names to be withheld."""
    said = {name: post.get(name, "") for name in post}
    for name in post:
        if name.startswith("hide_"):
            said[name] = AND.join(post.getlist(name))
    return said


def items_from(choices: Sequence[Choice], agency_name: str) -> list[Item]:
    """Make the passages to be sent, each exactly as the recipient will see it."""
    return [
        _own(choice, agency_name) if choice.entry is None else _item(choice, agency_name)
        for choice in choices
        if choice.goes
    ]


def _own(choice: Choice, agency_name: str) -> Item:
    first = choice.subject
    return Item(
        text=choice.text,
        kind=choice.kind,
        source=f"{agency_name}, written for this answer",
        subject_name=f"{first.given_name} {first.family_name}".strip() if first else "",
        subject_person_id=first.person_id if first else None,
        purpose_served=choice.need_said,
        subject_id=first.id if first else None,
        collected_for=choice.collected_for,
    )


def _item(choice: Choice, agency_name: str) -> Item:
    entry, subject = choice.entry, choice.subject
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
        purpose_served=choice.need_said,
        subject_id=subject.id if subject else None,
        collected_for=choice.collected_for,
    )


def _of_the_same_name(record: Any, subjects: Iterable[Any]) -> Any:
    """Find whom a record in the agency's other list is about, by family name and birth date; unsure is nobody."""
    fits = {
        one.id: one
        for one in subjects
        if one.family_name.casefold() == record.family_name.casefold() and one.born_on == record.born_on
    }
    return next(iter(fits.values())) if len(fits) == 1 else None
