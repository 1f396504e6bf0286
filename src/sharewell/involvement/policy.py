"""The agreements as they were put in force: compiled, with a version, and closed when they have changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.directory import access, queries
from sharewell.directory import agreements as directory
from sharewell.directory.models import Agency
from sharewell.involvement.models import PolicyInForce
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import Refusal, SomeoneWasFirst
from sharewell.rules.telling.policy import Answer, Asked, Pointer, Policy
from sharewell.rules.telling.table import UnreadableRule, fingerprint

CLOSED = Answer(
    is_allowed=False,
    reasons=("the agreements have changed and were not put in force again",),
    obligations=(),
    rules=(),
)
SAME_COUNCIL = Answer(is_allowed=True, reasons=("same council",), obligations=(), rules=())
_compiled: dict[str, Policy] = {}
_guard = Lock()


class NotPutInForce(Refusal):
    """The agreements cannot be compiled as they stand."""

    title = "The agreements were not put in force"
    next_step = "One of their rules cannot be read. Put it right first; what is in force now stays so."


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides for one asking agency, at one moment, by one version of the agreements; closed when it is not current."""

    own: Agency
    purpose: str
    version: str
    policy: Policy | None
    holds: int = 0

    @property
    def is_closed(self) -> bool:
        """Say whether nothing is told because the agreements in hand are not those of the directory."""
        return self.policy is None

    def pointer(self, source: Agency, record_type: str = "involvement", subject: str = "") -> Pointer:
        """Decide whether a source's work may be known to the asker, and apart from that what it knows."""
        if self.policy is None:
            return Pointer(CLOSED, CLOSED)
        if source.controller_id is not None and source.controller_id == self.own.controller_id:
            return Pointer(SAME_COUNCIL, SAME_COUNCIL)
        asked = Asked(
            mode="",
            record_type=record_type,
            purpose=self.purpose.casefold(),
            source=source.code,
            asker=self.own.code,
            asker_kind=self.own.kind,
            subject=subject,
        )
        return self.policy.pointer(asked, self.holds)


def judge(*, asker: Agency, purpose: str, at: datetime) -> Judge:
    """
    Give the judge for an asking agency: by the version that is in force, or closed when it is stale or missing.

    Stale means that the directory's agreements are no longer those that were put in force. Periods are looked at
    again at ``at``, whatever they were when the policy was compiled.
    """
    head = in_force()
    if head is None or head.version != fingerprint(_terms()):
        return Judge(asker, purpose, head.version if head else "", None)
    policy = _compiled_of(head)
    if policy is None:
        return Judge(asker, purpose, head.version, None)
    return Judge(asker, purpose, head.version, policy, policy.at(at))


def in_force() -> PolicyInForce | None:
    """Give the version that was last put in force."""
    return PolicyInForce.objects.order_by("-number").first()


def is_stale() -> bool:
    """Say whether the directory's agreements differ from those in force, so that nothing is told."""
    head = in_force()
    return head is None or head.version != fingerprint(_terms())


def proposed() -> Policy:
    """Compile the directory's agreements as they stand now; raises ``NotPutInForce`` when one cannot be read."""
    try:
        return Policy(_terms())
    except UnreadableRule as fault:
        raise NotPutInForce(next_step=f"{fault}. Put it right first; what is in force now stays so.") from None


@transaction.atomic
def put_in_force(*, actor: Actor, expected: str, at: datetime) -> PolicyInForce:
    """
    Compile the directory's agreements and make that version the one in force; the same version twice is one.

    ``expected`` is the version that was looked at: raises ``SomeoneWasFirst`` when the agreements changed meanwhile,
    and ``NotPutInForce`` when they cannot be read.
    """
    access.require(actor, Permission.EDIT_DIRECTORY)
    policy = proposed()
    if expected != policy.version:
        raise SomeoneWasFirst
    return _move_head(actor, policy, "", at)


@transaction.atomic
def stop(*, actor: Actor, agreement_id: UUID, reason: str, at: datetime) -> PolicyInForce:
    """Stop all telling under an agreement now: changed, compiled and in force in one act, with the reason."""
    access.require(actor, Permission.EDIT_DIRECTORY)
    directory.suspend(actor=actor, agreement_id=agreement_id, reason=reason, at=at)
    return _move_head(actor, proposed(), reason.strip(), at)


def _move_head(actor: Actor, policy: Policy, reason: str, at: datetime) -> PolicyInForce:
    head = in_force()
    if head is not None and head.version == policy.version:
        return head
    made = PolicyInForce.objects.create(
        id=uuid4(),
        number=head.number + 1 if head else 1,
        version=policy.version,
        agreements=_terms(),
        rules=len(policy.lines),
        clashes=[[one.allows, one.denies] for one in policy.clashes()],
        reason=reason,
        made_by_id=actor.practitioner_id,
        made_at=at,
    )
    detail = {"version": made.version, "rules": made.rules, "clashes": len(made.clashes)}
    entries.append(actor=actor, event="policy.put_in_force", about=[made.id], detail=detail, at=at)
    return made


def _compiled_of(head: PolicyInForce) -> Policy | None:
    """Give the policy of a version, compiled once in a process; None when what is stored is not that version."""
    known = _compiled.get(head.version)
    if known is not None:
        return known
    try:
        policy = Policy(head.agreements)
    except (UnreadableRule, KeyError, TypeError):
        return None
    if policy.version != head.version:
        return None
    with _guard:
        _compiled.clear()
        _compiled[head.version] = policy
    return policy


def _terms() -> Sequence[dict[str, Any]]:
    """Give the agreements whose status is in force, with their parties and rules, as they stand now."""
    return [
        {
            "code": one.code,
            "version": one.version,
            "parties": sorted(agency.code for agency in one.parties.all()),
            "rules": one.terms.get("rules", {}),
        }
        for one in queries.agreements_in_force()
    ]
