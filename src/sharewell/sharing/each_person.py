"""What the rules advise about each person of a request: to share about one is not to share about another."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sharewell.base.actor import Actor
from sharewell.rules import advice, facts, rendering
from sharewell.rules.advice import Advice
from sharewell.rules.rule import Finding, Part
from sharewell.sharing import fact_finding, known_facts
from sharewell.sharing.models import FactFinding, InformationRequest, RequestSubject

log = logging.getLogger("sharewell.sharing")

TAKEN_OUT: dict[str, Part] = {"held_back": Part.HELD_BACK, "trim": Part.TRIM}
# What is kept of the advice about each person: what differs from one to the next. Its facts and the rules' version
# are kept with it, from which the whole of it can be read again.
KEPT: dict[str, tuple[Part, ...]] = {
    "held_back": (Part.HELD_BACK,),
    "trim": (Part.TRIM,),
    "before_sending": (Part.BEFORE_SENDING,),
    "agreement": (Part.CONSENT_SEEK,),
    "consent": (Part.CONSENT_WHO, Part.CONSENT),
    "openness": (Part.OPENNESS,),
    "telling": (Part.TELLING,),
}


def facts_about(
    actor: Actor,
    request: InformationRequest,
    finding: FactFinding | None,
    people: Sequence[RequestSubject],
    subject: RequestSubject | None,
) -> dict[str, Any]:
    """
    Give what is known about one person, and answered; the first person's answers are the whole request's.

    Where it is not known whom of several it is about, what can differ from one to the next is left unknown.
    """
    own_id = subject.id if subject is not None and subject != people[0] else None
    known = known_facts.from_request(actor, request, subject)
    answered = known | fact_finding.answers_about(finding, own_id)
    if subject is not None or len(people) < 2:
        return answered
    return {name: value for name, value in answered.items() if not fact_finding.is_of_one_person(name)}


def in_short(actor: Actor, request: InformationRequest, on: date) -> list[dict[str, Any]]:
    """Give the recommendation about each person, its reason and what to take out; nothing is opened, so it is quick."""
    return _about_each(actor, request, on, _said)


def to_keep(actor: Actor, request: InformationRequest, on: date) -> list[dict[str, Any]]:
    """Give the advice about each person as it is kept with a decision, every sentence opened."""
    return _about_each(actor, request, on, _kept)


def _about_each(
    actor: Actor, request: InformationRequest, on: date, put: Callable[[Advice], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give one entry for each person; of a request about one person none, for its advice is that person's."""
    people = known_facts.subjects_in_order(request)
    if len(people) < 2:
        return []
    finding = fact_finding.for_request(actor, request.id)
    return [
        {"subject": str(one.id)} | _advised(facts_about(actor, request, finding, people, one), on, put)
        for one in people
    ]


def _advised(known: Mapping[str, Any], on: date, put: Callable[[Advice], dict[str, Any]]) -> dict[str, Any]:
    try:
        return put(advice.advise(facts.from_mapping(dict(known)), on=on))
    except Exception as fault:  # noqa: BLE001 (whatever breaks in the rules must not block a share)
        log.error("advice failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote answers)
        return {"unassisted": True}


def _said(given: Advice) -> dict[str, Any]:
    return {
        "recommendation": given.recommendation.value,
        "title": given.title,
        "reason": {"text": given.reason.text},
        "sections": {
            key: [{"text": one.text} for one in given.of(part, Finding.MET)] for key, part in TAKEN_OUT.items()
        },
    }


def _kept(given: Advice) -> dict[str, Any]:
    return {
        "on": given.on.isoformat(),
        "rules_version": given.rules_version,
        "rules_hash": given.pack.hash,
        "facts": facts.to_mapping(given.facts),
        "recommendation": given.recommendation.value,
        "title": given.title,
        "reason": rendering.section(given, (Part.RECOMMENDATION,))[0],
        "sections": {key: rendering.section(given, parts) for key, parts in KEPT.items()},
    }
