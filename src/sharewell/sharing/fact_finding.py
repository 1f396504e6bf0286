"""The guide beside a decision: what the case knows, what a practitioner answered, and the advice that follows."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.cases import contacts, drafts
from sharewell.cases.models import ContactDraft
from sharewell.rules import advice, facts, rendering
from sharewell.rules.refusals import NotFound, SomeoneWasFirst
from sharewell.sharing.models import FactFinding, InformationRequest

log = logging.getLogger("sharewell.sharing")

BODIES: dict[str, str] = {
    "local-authority": "local_authority",
    "police-force": "police",
    "nhs-trust": "nhs",
    "nhs-icb": "nhs",
    "gp": "gp",
    "school": "school",
    "school-academy": "academy",
    "college": "college",
    "housing": "housing_association",
    "voluntary": "charity",
    "delegated-provider": "private_provider",
}
REQUEST_BASES: dict[str, str] = {"s47": "s47", "s17": "s17", "s27": "s27", "s42": "s42"}


def known_from_request(actor: Actor, request: InformationRequest) -> dict[str, Any]:
    """Give the facts the case already knows, for a request put to the actor's agency; only values the rules know."""
    subject = request.subjects.order_by("relation").first()
    candidates: dict[str, Any] = {
        "level_of_concern": request.level,
        "prompted_by": "request",
        "request_basis": REQUEST_BASES.get(request.legal_basis),
        "request_is_specific": True,
        "recipient_role": "hub_early_help" if request.purpose == "EARLY_HELP" else "hub_social_worker",
        "recipient_verified": True,
        "channel_secure": True,
        "recipient_country": "england",
        "sender_body": BODIES.get(actor.agency_kind),
        "subject_relation": "protected" if subject and subject.relation in ("child", "unborn") else None,
        "subject_born_on": subject.born_on if subject else None,
        "purpose": "safeguard_child",
    }
    return only_valid(candidates)


def known_from_draft(actor: Actor, draft: ContactDraft) -> dict[str, Any]:
    """Give the facts a concern being written already says."""
    family = drafts.answers_of(draft, "family").get("told", "")
    agreement = drafts.answers_of(draft, "agreement").get("agreement", "")
    route = contacts.route_of(draft)
    danger = drafts.answers_of(draft, "danger").get("danger", "")
    candidates: dict[str, Any] = {
        "immediate_danger": {"yes": True, "no": False}.get(danger),
        "level_of_concern": "early_help" if route == "early-help" else "significant_harm",
        "prompted_by": "own_initiative",
        "recipient_role": "hub_early_help" if route == "early-help" else "hub_social_worker",
        "recipient_verified": True,
        "channel_secure": True,
        "recipient_country": "england",
        "sender_body": BODIES.get(actor.agency_kind),
        "telling_raises_risk": True if family == "unsafe" else None,
        "has_been_told": True if family == "yes" else None,
        "consent": {"given": "given", "refused": "refused", "not_sought": "not_sought"}.get(agreement),
        "purpose": "safeguard_child",
    }
    return only_valid(candidates)


def only_valid(candidates: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what the rules' vocabulary has; an unknown value is left unknown, never guessed into another."""
    kept: dict[str, Any] = {}
    for name, value in candidates.items():
        fact = facts.FACTS.get(name)
        if fact is None or value is None:
            continue
        if fact.kind == "yes_no" and isinstance(value, bool):
            kept[name] = value
        elif isinstance(value, date):
            kept[name] = value.isoformat()
        elif value in {option.id for option in fact.options}:
            kept[name] = value
    return kept


def advise(answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    """
    Give the advice for some answers under the rules of a day, as plain data.

    If the rules fail, the answer says that the decision is unassisted: advice never stands in the way of a decision.
    """
    try:
        return rendering.to_json(advice.advise(facts.from_mapping(dict(answers)), on=on))
    except Exception as fault:  # noqa: BLE001 (whatever breaks in the rules must not block a share)
        log.error("advice failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote answers)
        return {"unassisted": True, "answers": [], "questions": [], "sections": {}, "titles": {}}


def for_request(actor: Actor, request_id: UUID) -> FactFinding | None:
    """Give the answers so far for a request, by the actor's agency."""
    return FactFinding.objects.filter(agency_id=actor.agency_id, information_request_id=request_id).first()


def for_draft(actor: Actor, draft_id: UUID) -> FactFinding | None:
    """Give the answers so far for a concern being written."""
    return FactFinding.objects.filter(agency_id=actor.agency_id, draft_id=draft_id).first()


@transaction.atomic
def answer(
    *,
    actor: Actor,
    request_id: UUID | None,
    draft_id: UUID | None,
    answers: Mapping[str, Any],
    known: Mapping[str, Any],
    version: int,
    at: datetime,
) -> FactFinding:
    """
    Save some answers (``None`` takes one back to unknown) and the advice as it reads now.

    ``known`` is what the case knows by itself; a practitioner's own answer stands before it. A colleague's answers
    saved since the page was opened are kept: only a clash on the same fact raises ``SomeoneWasFirst``.
    """
    if request_id is None and draft_id is None:
        raise NotFound
    place = {"agency_id": actor.agency_id, "information_request_id": request_id, "draft_id": draft_id}
    found = FactFinding.objects.select_for_update().filter(**place).first()
    if found is None:
        found = FactFinding(**place, practitioner_id=actor.practitioner_id)
    clash = [
        name for name in answers if found.version > version and found.answers.get(name) not in (None, answers[name])
    ]
    if clash:
        raise SomeoneWasFirst(next_step="A colleague answered the same question since you opened the page. Look at it.")
    merged = {name: value for name, value in (found.answers | dict(answers)).items() if value is not None}
    found.answers = merged
    found.advice = advise(dict(known) | merged, at.date())
    found.rules_version = str(found.advice.get("rules_version", ""))[:80]
    found.saved_at, found.version, found.practitioner_id = at, found.version + 1, actor.practitioner_id
    found.save()
    return found
