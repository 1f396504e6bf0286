"""What the guide without a case carries from page to page: catalogue answers and a day, in the form's own fields.

Nothing of it is in an address, a cookie or on the server. What is not an answer of the catalogue is dropped unread, so
that nobody can carry a name along.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from sharewell.rules import dates, facts
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.follow_ups import AT_ONCE, could_be_asked
from sharewell.web.guide.questions import UNKNOWN, as_choice
from sharewell.web.wording import day

ASKED = "asked"  # which questions the page showed: one left blank is one not known
DAY = "on"


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers so far, in the order in which they were given, and the day whose rules are used."""

    answers: Mapping[str, Any]
    on: date
    today: date
    wrong_day: str = ""

    @property
    def known(self) -> Facts:
        """Give the answers as facts; what is not known is not among them."""
        return facts.from_mapping(dict(self.answers))

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Give what a form carries along, as hidden fields."""
        return [(name, str(as_choice(value))) for name, value in self.answers.items()] + self.day_field

    @property
    def day_field(self) -> list[tuple[str, str]]:
        """Give the day as a hidden field, where it is not today."""
        return [(DAY, self.on.isoformat())] if self.on != self.today else []

    def without(self, names: tuple[str, ...]) -> "Carried":
        """Give the same without some answers."""
        return replace(self, answers={name: value for name, value in self.answers.items() if name not in names})

    @property
    def last_asked(self) -> tuple[str, ...]:
        """Give the questions of the page before this one: the last answers that belong to one subject."""
        names = list(self.answers)
        page = FACTS[names[-1]].page if names else ""
        last: list[str] = []
        while names and FACTS[names[-1]].page == page and len(last) < AT_ONCE:
            last.insert(0, names.pop())
        return tuple(last)


def read(data: QueryDict, today: date) -> Carried:
    """Read what a form carries. A question that was shown and left blank is one whose answer is not known."""
    answers = {name: value for name in data if could_be_asked(name) and (value := _answer(name, data)) is not None}
    if "next" in data.getlist("do"):
        blank = [name for name in data.getlist(ASKED) if could_be_asked(name) and name not in answers]
        answers |= dict.fromkeys(blank, UNKNOWN)
    on, wrong = _day(data.get(DAY, ""), today)
    return Carried(answers, on, today, wrong)


def _answer(name: str, data: QueryDict) -> Any:
    text = data.get(name, "")
    if text == UNKNOWN:
        return UNKNOWN
    return next((value for value in FACTS[name].values if as_choice(value) == text), None)


def _day(text: str, today: date) -> tuple[date, str]:
    if not text:
        return today, ""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today, "Enter the day on which the decision was made"
    if asked > today:
        return today, "The day is still to come. Enter the day on which the decision was made"
    if asked < dates.EARLIEST:
        return today, f"The first rules here are those of {day(dates.EARLIEST)}. Enter that day or a later one"
    return asked, ""
