"""One thing the guide may ask: its question, its possible answers, and why it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Answer = bool | str | date | None


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer: the id that is kept, and the words a person sees."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed fact, declared once; forms, files, the schema and the reference page are made from it.

    ``kind`` is ``yes_no``, ``choice`` or ``date``. ``claim`` is the clause the rules are rendered with: for a yes/no
    fact "someone is in immediate danger" (``denial`` is its opposite), for a choice the noun "the level of concern".
    ``page`` groups facts that are asked together. ``usual`` is the answer a yes/no fact mostly has: it only helps to
    choose which question to ask first, and never stands in for an answer.
    """

    id: str
    kind: str
    question: str
    claim: str
    why: str
    page: str
    options: tuple[Option, ...] = ()
    denial: str = ""
    help: str = ""
    usual: bool | None = None

    @property
    def values(self) -> tuple[bool | str, ...]:
        """Give every known answer; unknown is not among them, for unknown is no answer."""
        return (True, False) if self.kind == "yes_no" else tuple(option.id for option in self.options)

    def label(self, answer: Answer) -> str:
        """Give the words for an answer."""
        if answer is None:
            return "Not known"
        if isinstance(answer, bool):
            return "Yes" if answer else "No"
        if isinstance(answer, date):
            return answer.isoformat()
        return next(option.label for option in self.options if option.id == answer)


@dataclass(frozen=True, slots=True)
class Page:
    """A few questions that belong together; declares its facts in the order they are shown."""

    id: str
    title: str

    def yes_no(
        self,
        id: str,
        question: str,
        *,
        claim: str,
        denial: str,
        why: str,
        help: str = "",
        usual: bool | None = None,
    ) -> Fact:
        """Declare a fact that is so, is not so, or is not known."""
        return Fact(id, "yes_no", question, claim, why, self.id, denial=denial, help=help, usual=usual)

    def choice(
        self, id: str, question: str, options: Mapping[str, str], *, claim: str, why: str, help: str = ""
    ) -> Fact:
        """Declare a fact that is one of several, or not known."""
        labelled = tuple(Option(key, label) for key, label in options.items())
        return Fact(id, "choice", question, claim, why, self.id, options=labelled, help=help)

    def date(self, id: str, question: str, *, claim: str, why: str, help: str = "") -> Fact:
        """Declare a fact that is a day."""
        return Fact(id, "date", question, claim, why, self.id, help=help)
