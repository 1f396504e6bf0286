"""Words not yet sent: saved page by page, so that nothing typed is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.models import ContactDraft
from sharewell.directory import access, retention
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, SomeoneWasFirst

# Beside each step's answers stands the version of the draft in which they were saved.
SAVED = "saved"


class WrittenElsewhere(SomeoneWasFirst):
    """The same page was saved in another tab after this one was opened."""

    title = "This page was changed in another window"
    next_step = "Both texts are below. Choose what to keep and save again."

    def __init__(self, *, theirs: Mapping[str, Any], yours: Mapping[str, Any], version: int) -> None:
        """Carry both texts, and the version with which the choice can be saved."""
        super().__init__()
        self.theirs, self.yours, self.version = dict(theirs), dict(yours), version


def start(*, actor: Actor, draft_id: UUID, at: datetime) -> ContactDraft:
    """Begin a draft; the same ``draft_id`` twice is one draft."""
    access.require(actor, Permission.RAISE_CONCERN)
    draft, _ = ContactDraft.objects.get_or_create(
        id=draft_id,
        defaults={
            "agency_id": actor.agency_id,
            "practitioner_id": actor.practitioner_id,
            "started_at": at,
            "saved_at": at,
            "retention_class": "draft",
            "review_on": retention.review_on(actor.agency_id, "draft", made_on=localdate(at)),
        },
    )
    return draft


def read(actor: Actor, draft_id: UUID) -> ContactDraft:
    """Give one of the actor's own drafts; raises ``NotFound``."""
    access.require(actor, Permission.RAISE_CONCERN)
    draft = ContactDraft.objects.filter(id=draft_id, practitioner_id=actor.practitioner_id).first()
    if draft is None:
        raise NotFound
    return draft


def own(actor: Actor) -> QuerySet[ContactDraft]:
    """Give the actor's drafts that were not sent, newest first."""
    return ContactDraft.objects.filter(practitioner_id=actor.practitioner_id, contact_id__isnull=True).order_by(
        "-saved_at"
    )


@transaction.atomic
def save(
    *, actor: Actor, draft_id: UUID, step: str, answers: Mapping[str, Any], version: int, at: datetime
) -> ContactDraft:
    """
    Save one page's answers as they were typed, right or wrong.

    ``version`` is the draft's version when the page was opened. Raises ``WrittenElsewhere`` with both texts when the
    same page was saved since then with other words. A draft that was sent is given back unchanged.
    """
    read(actor, draft_id)
    draft = ContactDraft.objects.select_for_update().get(id=draft_id)
    if draft.contact_id is not None:
        return draft
    kept = dict(draft.answers.get(step, {}))
    saved_in = int(kept.pop(SAVED, 0))
    if kept == dict(answers):
        return draft
    if saved_in > version:
        raise WrittenElsewhere(theirs=kept, yours=answers, version=draft.version)
    draft.version += 1
    draft.answers = draft.answers | {step: dict(answers) | {SAVED: draft.version}}
    draft.saved_at = at
    draft.save(update_fields=["answers", "version", "saved_at"])
    return draft


def answers_of(draft: ContactDraft, step: str) -> dict[str, Any]:
    """Give what was typed on one page."""
    return {name: value for name, value in draft.answers.get(step, {}).items() if name != SAVED}


def people_of(draft: ContactDraft) -> list[dict[str, Any]]:
    """Give the people written down so far, in order."""
    return list(answers_of(draft, "people").get("list", []))


def discard(*, actor: Actor, draft_id: UUID) -> None:
    """Throw away words that were never sent; what was sent stays."""
    draft = read(actor, draft_id)
    if draft.contact_id is None:
        draft.delete()
