"""Words about a request being made or answered: saved while they are written, seen by colleagues, never lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.directory import retention
from sharewell.rules.refusals import SomeoneWasFirst
from sharewell.sharing import once
from sharewell.sharing.models import WorkingPaper

LONGEST = 200_000  # characters of all the words together; a paper is an answer, not an archive


class TooLong(SomeoneWasFirst):
    """More than anybody can read was typed or pasted."""

    title = "That is too long to be saved"
    next_step = "Share the passages that are needed, not a whole record."


def read(actor: Actor, about: UUID) -> WorkingPaper | None:
    """Give what the actor's agency has written so far about an enquiry or a request."""
    return WorkingPaper.objects.select_related("saved_by").filter(agency_id=actor.agency_id, about=about).first()


@transaction.atomic
def save(*, actor: Actor, about: UUID, words: Mapping[str, Any], version: int, at: datetime) -> WorkingPaper:
    """
    Save the words as they stand.

    When a colleague saved other words since ``version``, ``SomeoneWasFirst`` is raised and nothing is overwritten: the
    page shows both.
    """
    if sum(len(str(value)) for value in words.values()) > LONGEST:
        raise TooLong
    once.hold(actor, about)
    found = WorkingPaper.objects.select_for_update(of=("self",)).filter(agency_id=actor.agency_id, about=about).first()
    if found is None:
        found = WorkingPaper(agency_id=actor.agency_id, about=about, retention_class="draft")
    elif found.version != version and found.saved_by_id != actor.practitioner_id and found.words != dict(words):
        raise SomeoneWasFirst
    found.words, found.saved_by_id, found.saved_at = dict(words), actor.practitioner_id, at
    found.review_on = retention.review_on(actor.agency_id, "draft", made_on=localdate(at))
    found.version += 1
    found.save()
    return found


def clear(*, actor: Actor, about: UUID, at: datetime) -> None:
    """Wipe the words once they have been sent or decided: the record has them now."""
    WorkingPaper.objects.filter(agency_id=actor.agency_id, about=about).update(words={}, saved_at=at)
