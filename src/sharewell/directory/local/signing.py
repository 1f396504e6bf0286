"""Signing off a version of the rulebook: who read it, when, for which agency, and what has changed since."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.local.models import RulebookSignOff, RulebookVersion
from sharewell.ledger import entries
from sharewell.rules import rulebook, rulebook_changes
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, SomeoneWasFirst


class AnotherVersion(SomeoneWasFirst):
    """The rulebook is not the one that was read any more."""

    title = "Nothing was signed off: the rulebook has changed since you opened it"
    next_step = "Read what changed, then sign off the version that is in use now."


@transaction.atomic
def sign_off(*, actor: Actor, content_hash: str, book: rulebook.Book, remarks: str, at: datetime) -> RulebookSignOff:
    """
    Sign off the version that was read, for the actor's agency; its text is kept with the signature.

    ``content_hash`` is that of the page that was read, ``book`` the rulebook in use now: another one raises
    ``AnotherVersion``. The same person signs the same version once. Nothing depends on a signature: rules that nobody
    has signed are used, and are said to be unsigned.
    """
    access.require(actor, Permission.SIGN_RULEBOOK)
    text = rulebook.canonical(book)
    if rulebook.content_hash(text) != content_hash:
        raise AnotherVersion
    version = RulebookVersion(
        content_hash=content_hash,
        rules_hash=book["rules_hash"],
        rules_version=book["rules_version"],
        since=book["since"],
        text=text,
    )
    RulebookVersion.objects.bulk_create([version], ignore_conflicts=True)  # two may sign the same text at once
    # One person's signature under one text has one id, whichever form it came from.
    sign_off_id = uuid5(actor.practitioner_id, content_hash)
    made, is_new = RulebookSignOff.objects.get_or_create(
        id=sign_off_id,
        defaults={
            "version_id": content_hash,
            "agency_id": actor.agency_id,
            "signed_by_id": actor.practitioner_id,
            "signed_at": at,
            "remarks": remarks.strip(),
        },
    )
    if is_new:
        detail = {"rules": book["rules_version"], "hash": book["rules_hash"], "content": content_hash}
        entries.append(actor=actor, event="rulebook.signed_off", about=[made.id], detail=detail, at=at)
    return made


@dataclass(frozen=True, slots=True)
class Standing:
    """How a version stands with those who sign: who signed it, and who signed which version last before it."""

    signed: tuple[RulebookSignOff, ...]
    last_before: RulebookSignOff | None


def standing(actor: Actor, content_hash: str) -> Standing:  # noqa: ARG001 (a scope is needed to see who signed)
    """Give who signed a version, and the latest signature under another one."""
    found = list(_signatures())
    signed = tuple(one for one in found if one.version_id == content_hash)
    return Standing(signed, next((one for one in found if one.version_id != content_hash), None))


def signatures(actor: Actor) -> list[RulebookSignOff]:  # noqa: ARG001 (a scope is needed to see who signed)
    """Give every signature, the newest first."""
    return list(_signatures())


def changes_since(
    actor: Actor,  # noqa: ARG001 (a scope is needed to see who signed)
    sign_off_id: UUID,
    now: rulebook.Book,
) -> tuple[RulebookSignOff, rulebook_changes.Changes]:
    """Give a signature and what changed since the version it stands under; raises ``NotFound``."""
    found = _signatures().filter(id=sign_off_id).first()
    if found is None:
        raise NotFound
    return found, rulebook_changes.between(_book_of(found.version_id), now)


@lru_cache(maxsize=8)
def _book_of(content_hash: str) -> rulebook.Book:
    """Give a kept version; a text never changes under its own hash."""
    book: rulebook.Book = json.loads(RulebookVersion.objects.get(content_hash=content_hash).text)
    return book


def _signatures() -> QuerySet[RulebookSignOff]:
    found = RulebookSignOff.objects.select_related("version", "agency", "signed_by").defer("version__text")
    return found.order_by("-signed_at")
