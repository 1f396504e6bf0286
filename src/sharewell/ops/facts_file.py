"""A file of facts, read so that every mistake in it is told at once: the line, the field, what would be allowed."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import yaml

from sharewell.rules.fact import Answer, Fact
from sharewell.rules.facts import FACTS, Facts

NOT_KNOWN = ("", "null", "~", "unknown")
YES_NO = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong on a line; ``field`` is empty where it is about the line as a whole."""

    line: int
    field: str
    problem: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        field = f", {self.field}" if self.field else ""
        allowed = f" Allowed: {', '.join(self.allowed)}." if self.allowed else ""
        return f"line {self.line}{field}: {self.problem}.{allowed}"


class Mistaken(Exception):
    """A file of facts that cannot be used; ``mistakes`` has every reason."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        """Keep the mistakes in the order of their lines."""
        self.mistakes = sorted(mistakes, key=lambda mistake: mistake.line)
        super().__init__("\n".join(map(str, self.mistakes)))


def read(text: str) -> Facts:
    """Read facts from YAML (or JSON, which is YAML): one fact a line. Raises ``Mistaken``."""
    mistakes: list[Mistake] = []
    answers: dict[str, Answer] = {}
    lines: dict[str, int] = {}
    for key, node in _entries(text):
        line, name = key.start_mark.line + 1, str(key.value)
        if name in lines:
            mistakes.append(Mistake(line, name, f"it is given twice, first on line {lines[name]}"))
            continue
        lines[name] = line
        told = _answer(name, node)
        if isinstance(told, Mistake):
            mistakes.append(told)
        else:
            answers[name] = told[0]
    if mistakes:
        raise Mistaken(mistakes)
    return Facts(**answers)


def _entries(text: str) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    try:
        document = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise Mistaken([Mistake(line, "", f"it cannot be read as YAML ({fault.problem})")]) from None
    except yaml.YAMLError as fault:
        raise Mistaken([Mistake(1, "", f"it cannot be read as YAML ({fault})")]) from None
    if document is None:
        return []
    if not isinstance(document, yaml.MappingNode):
        raise Mistaken([Mistake(document.start_mark.line + 1, "", "write one fact a line, such as “in_doubt: true”")])
    return document.value


def _answer(name: str, node: yaml.Node) -> tuple[Answer] | Mistake:
    """Give the answer, in a tuple because it may be ``None``; or what is wrong with it."""
    fact = FACTS.get(name)
    line = node.start_mark.line + 1
    if fact is None:
        near = get_close_matches(name, FACTS, n=2, cutoff=0.8)
        hint = f"; did you mean {' or '.join(near)}" if near else "; docs/reference/facts.md names them all"
        return Mistake(line, name, f"there is no such fact{hint}")
    if not isinstance(node, yaml.ScalarNode):
        return Mistake(line, name, "it has several answers, and takes one", _allowed(fact))
    text = str(node.value).strip()
    if text.casefold() in NOT_KNOWN:
        return (None,)
    answer = _read(fact, text)
    return (answer,) if answer is not None else Mistake(line, name, f"“{text}” is not an answer to it", _allowed(fact))


def _read(fact: Fact, text: str) -> Answer:
    if fact.kind == "yes_no":
        return YES_NO.get(text.casefold())
    if fact.kind == "choice":
        return text if text in fact.values else None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _allowed(fact: Fact) -> tuple[str, ...]:
    if fact.kind == "date":
        return "a day such as 2026-03-14", "unknown"
    values = ("true", "false") if fact.kind == "yes_no" else tuple(map(str, fact.values))
    return (*values, "unknown")
