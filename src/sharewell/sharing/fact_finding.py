"""The guide beside a decision: what the case knows, what a practitioner answered, and the advice that follows."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.models import ContactDraft
from sharewell.directory import retention
from sharewell.ledger import entries
from sharewell.rules import advice, facts, rendering
from sharewell.rules.refusals import NotFound, SomeoneWasFirst
from sharewell.rules.rule import Finding, Part
from sharewell.sharing import known_facts, once
from sharewell.sharing.models import FactFinding, InformationRequest, RequestSubject

log = logging.getLogger("sharewell.sharing")

UNKNOWN = "unknown"  # an answer like any other, kept so that it is not asked again; it never counts as no
# What can be different for each person that the information is about; every other fact is one for the whole request.
OF_ONE_PERSON = ("person", "consent", "openness")
# What the rules may say about one passage and not about the others.
OF_ONE_ITEM = (
    Part.HELD_BACK,
    Part.TRIM,
    Part.BAR,
    Part.MUST_NOT,
    Part.BEFORE_SENDING,
    Part.PURPOSE,
    Part.RISK_OF_SHARING,
)
# What the form asks about each passage and sends with it: nobody is told to do it again.
SEEN_TO_HERE = frozenset({"accurate.label"})


def known_from_request(
    actor: Actor, request: InformationRequest, subject: RequestSubject | None = None
) -> dict[str, Any]:
    """Give the facts the case already knows, for a request put to the actor's agency; only values the rules know."""
    return known_facts.from_request(actor, request, subject)


def known_from_draft(actor: Actor, draft: ContactDraft) -> dict[str, Any]:
    """Give the facts a concern being written already says."""
    return known_facts.from_draft(actor, draft)


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


def about_item(answers: Mapping[str, Any], of_item: Mapping[str, Any], on: date) -> list[dict[str, Any]]:
    """
    Give what the rules say about one passage beyond what they say about the request; nothing if they fail.

    Where it is known what the passage was collected for, that includes whether it may serve this purpose (UK GDPR
    Article 5(1)(b)), as a question where no rule settles it.
    """
    try:
        general = advice.advise(facts.from_mapping(dict(answers)), on=on)
        known = known_facts.only_valid(of_item)
        of_this = advice.advise(facts.from_mapping({**answers, **known}), on=on)
        said = {reason.text for part in OF_ONE_ITEM for reason in general.of(part, Finding.MET)}
        met = [one for part in OF_ONE_ITEM for one in of_this.of(part, Finding.MET)]
        own = [one for one in met if one.text not in said and one.rule.id not in SEEN_TO_HERE]
        if "collected_for" in known and not of_this.of(Part.PURPOSE, Finding.MET):
            own += of_this.of(Part.PURPOSE)[:1]
        return rendering.opened(own, of_this)
    except Exception as fault:  # noqa: BLE001 (see above)
        log.error("advice failed: %s", type(fault).__name__)  # noqa: TRY400 (see above)
        return []


def for_request(actor: Actor, request_id: UUID) -> FactFinding | None:
    """Give the answers so far for a request, by the actor's agency."""
    return FactFinding.objects.filter(agency_id=actor.agency_id, information_request_id=request_id).first()


def for_draft(actor: Actor, draft_id: UUID) -> FactFinding | None:
    """Give the answers so far for a concern being written."""
    return FactFinding.objects.filter(agency_id=actor.agency_id, draft_id=draft_id).first()


def answers_about(finding: FactFinding | None, subject_id: UUID | None = None) -> dict[str, Any]:
    """Give the answers that hold for one person: the shared ones, and those given about that person."""
    if finding is None:
        return {}
    shared = {name: value for name, value in finding.answers.items() if ":" not in name}
    if subject_id is None:
        return shared
    of_one = {name: value for name, value in shared.items() if not is_of_one_person(name)}
    prefix = f"{subject_id}:"
    own = {name.removeprefix(prefix): value for name, value in finding.answers.items() if name.startswith(prefix)}
    return of_one | own


def is_of_one_person(name: str) -> bool:
    """Say whether a fact can differ from one person in the information to the next."""
    return name in facts.FACTS and facts.FACTS[name].page in OF_ONE_PERSON


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
    subject_id: UUID | None = None,
) -> FactFinding:
    """
    Save some answers and the advice as it reads now.

    ``None`` takes an answer back; ``"unknown"`` keeps that it is not known.
    ``known`` is what the case knows by itself; a practitioner's own answer stands before it. ``subject_id`` is one of
    the other people of the request, about whom some facts may differ. A colleague's answers saved since the page was
    opened are kept: only a clash on the same fact raises ``SomeoneWasFirst``, with both answers.
    """
    place_id = request_id or draft_id
    if place_id is None:
        raise NotFound
    once.hold(actor, place_id)
    place = {"agency_id": actor.agency_id, "information_request_id": request_id, "draft_id": draft_id}
    found = FactFinding.objects.select_for_update(of=("self",)).filter(**place).first()
    if found is None:
        found = FactFinding(**place, practitioner_id=actor.practitioner_id, retention_class="decision")
        found.review_on = retention.review_on(actor.agency_id, "decision", made_on=localdate(at))
    given = {_key(name, subject_id): value for name, value in answers.items()}
    _refuse_a_clash(found, given, version)
    found.answers = {name: value for name, value in (found.answers | given).items() if value is not None}
    if subject_id is None:
        found.advice = advise(dict(known) | answers_about(found), localdate(at))
        found.rules_version = str(found.advice.get("rules_version", ""))[:80]
    found.saved_at, found.version, found.practitioner_id = at, found.version + 1, actor.practitioner_id
    found.save()
    detail = {"facts": sorted(answers), "rules": found.rules_version}
    entries.append(actor=actor, event="facts.answered", about=[place_id], detail=detail, at=at)
    return found


def _key(name: str, subject_id: UUID | None) -> str:
    return f"{subject_id}:{name}" if subject_id is not None and is_of_one_person(name) else name


def _refuse_a_clash(found: FactFinding, given: Mapping[str, Any], version: int) -> None:
    if found.version <= version:
        return
    for name, value in given.items():
        theirs = found.answers.get(name)
        if theirs is not None and theirs != value:
            fact = facts.FACTS[name.rsplit(":", 1)[-1]]
            raise SomeoneWasFirst(
                next_step=f"“{fact.question}” {found.practitioner.full_name} answered “{said(fact.id, theirs)}” since "
                f"you opened the page. You answered “{said(fact.id, value)}”. Talk to them, then change the answer if "
                "yours is right."
            )


def said(name: str, value: Any) -> str:
    """Give an answer in words."""
    return "I do not know" if value in (None, UNKNOWN) else facts.FACTS[name].label(value)
