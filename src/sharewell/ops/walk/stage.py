"""Who walks, what they see and decide, and whether a step held."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from sharewell.base import rows
from sharewell.directory import access, queries

STEPS = 12


class StepFailed(RuntimeError):
    """A step of the walk did not hold."""


class Walk:
    """One walk: who takes part, and what has come of it so far."""

    def __init__(self) -> None:
        """Find the people of the invented partnership."""
        self.people = {person.email.split("@")[0]: person for person in queries.everyone()}
        self.number = 0
        self.kept: dict[str, Any] = {}

    @contextmanager
    def as_(self, name: str, title: str) -> Iterator[Any]:
        """Act as one person, and say who does what."""
        person = self.people[name]
        self.number += 1
        print(f"\n{self.number:2}/{STEPS}  {title}\n       {person.full_name}, {person.agency.name}")
        with rows.acting_for(access.actor_for(person)) as actor:
            yield actor

    @staticmethod
    def sees(text: str) -> None:
        """Say what the person sees."""
        print(f"       sees     {text}")

    @staticmethod
    def decides(text: str) -> None:
        """Say what the person decides."""
        print(f"       decides  {text}")

    @staticmethod
    def holds(claim: bool, what: str) -> None:  # noqa: FBT001 (a claim is the very thing)
        """Fail the step unless the claim is true."""
        if not claim:
            raise StepFailed(what)


def now() -> Any:
    """Give this moment, as a door does."""
    return timezone.now()
