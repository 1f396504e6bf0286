"""What is known, and what is not known, about one item, about one person, to one recipient."""

from collections.abc import Iterator, Mapping
from datetime import date

from sharewell.rules.asking import agreement, concern, item, parties, people
from sharewell.rules.fact import Answer, Fact, Page

FACTS: dict[str, Fact] = {
    fact.id: fact for module in (concern, people, parties, item, agreement) for fact in module.FACTS
}
PAGES: dict[str, Page] = {
    page.id: page
    for module in (concern, people, parties, item, agreement)
    for page in vars(module).values()
    if isinstance(page, Page)
}
PLACE: dict[str, int] = {name: place for place, name in enumerate(FACTS)}


class WrongFact(ValueError):
    """A fact that is not in the catalogue, or an answer it does not allow; says which would be allowed."""

    def __init__(self, name: str, problem: str, allowed: tuple[str, ...] = ()) -> None:
        """Keep the field and the allowed answers apart, for whoever shows the mistake."""
        self.name, self.problem, self.allowed = name, problem, allowed
        tail = f" Allowed: {', '.join(allowed)}." if allowed else ""
        super().__init__(f"{name}: {problem}.{tail}")


class Facts(Mapping[str, Answer]):
    """An immutable mapping from every fact's id to its answer; ``None`` is “not known” and never means no."""

    __slots__ = ("values_by_place",)

    def __init__(self, **answers: Answer) -> None:
        """Take answers by fact id; those not given are not known. Raises ``WrongFact``."""
        for name, answer in answers.items():
            check(name, answer)
        self.values_by_place: tuple[Answer, ...] = tuple(map(answers.get, FACTS))

    def __getitem__(self, name: str) -> Answer:
        return self.values_by_place[PLACE[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)

    def __hash__(self) -> int:
        return hash(self.values_by_place)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self.values_by_place == other.values_by_place

    def __repr__(self) -> str:
        return f"Facts({', '.join(f'{name}={answer!r}' for name, answer in self.known().items())})"

    def known(self) -> dict[str, Answer]:
        """Give the answers there are, without those not known."""
        return {name: answer for name, answer in self.items() if answer is not None}

    def but(self, **changes: Answer) -> "Facts":
        """Give the same facts with some answers changed; ``None`` forgets one."""
        values = list(self.values_by_place)
        for name, answer in changes.items():
            check(name, answer)
            values[PLACE[name]] = answer
        made = Facts.__new__(Facts)
        made.values_by_place = tuple(values)
        return made


def check(name: str, answer: Answer) -> None:
    """Raise ``WrongFact`` unless the catalogue allows this answer to this fact."""
    fact = FACTS.get(name)
    if fact is None:
        raise WrongFact(name, "there is no such fact")
    if answer is None:
        return
    if fact.kind == "yes_no" and not isinstance(answer, bool):
        raise WrongFact(name, f"{answer!r} is not an answer to it", ("true", "false", "null (not known)"))
    if fact.kind == "date" and not isinstance(answer, date):
        raise WrongFact(name, f"{answer!r} is not a day", ("a date such as 2026-03-14", "null (not known)"))
    if fact.kind == "choice" and (not isinstance(answer, str) or answer not in fact.values):
        raise WrongFact(name, f"{answer!r} is not an answer to it", (*map(str, fact.values), "null (not known)"))


def from_mapping(answers: Mapping[str, object]) -> Facts:
    """Read facts from plain data (JSON, YAML, a form): days as ISO text; unknown left out, null or ``"unknown"``."""
    read: dict[str, Answer] = {}
    for name, answer in answers.items():
        if answer in (None, "", "unknown"):
            check(name, None)
            continue
        if name in FACTS and FACTS[name].kind == "date" and isinstance(answer, str):
            read[name] = _day(name, answer)
            continue
        read[name] = answer  # type: ignore[assignment]  # Facts checks it
    return Facts(**read)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongFact(name, f"{text!r} is not a day", ("a date such as 2026-03-14",)) from None


def to_mapping(facts: Facts) -> dict[str, bool | str]:
    """Give the known answers as plain data that JSON can carry."""
    return {
        name: answer.isoformat() if isinstance(answer, date) else answer
        for name, answer in facts.known().items()
        if answer is not None
    }


def on_the_day(facts: Facts, on: date) -> Facts:
    """Turn a date of birth into the age on a day, unless an age was given."""
    born = facts["subject_born_on"]
    if not isinstance(born, date) or facts["subject_age"] is not None:
        return facts
    return facts.but(subject_age=age_band(born, on))


def age_band(born: date, on: date) -> str:
    """Give the age band on a day; someone born on 29 February is a year older on 1 March."""
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    bands = ((0, "unborn"), (13, "under_13"), (16, "from_13_to_15"), (18, "from_16_to_17"))
    return next((band for limit, band in bands if years < limit), "adult")
