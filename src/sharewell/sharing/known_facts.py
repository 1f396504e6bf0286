"""What a case already says of the facts the guide would ask, put into the rules' own vocabulary."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sharewell.base.actor import Actor
from sharewell.cases import contacts, drafts
from sharewell.cases.models import ContactDraft
from sharewell.rules import facts
from sharewell.sharing.models import InformationRequest, RequestSubject
from sharewell.sharing.request_terms import asks_for_everything

# A kind of agency that could be several kinds of body, such as a landlord, is left to be asked.
BODIES: dict[str, str] = {
    "local-authority": "local_authority",
    "police-force": "police",
    "nhs-trust": "nhs_body",
    "nhs-icb": "nhs_body",
    "gp": "gp_practice",
    "school": "state_school",
    "school-academy": "state_school",
    "college": "state_school",
    "early-years": "early_years",
    "voluntary": "charity",
    "delegated-provider": "private_provider",
    "faith": "faith_or_club",
    "sports-club": "faith_or_club",
    "youth-justice": "youth_justice",
    "prison": "youth_justice",
    "probation": "probation",
    "cafcass": "government",
    "immigration": "government",
    "fire": "government",
}
HEALTH = ("nhs-trust", "nhs-icb", "gp")
REQUEST_BASES: dict[str, str] = {
    "s47": "s47",
    "s17": "s17",
    "s27": "s27",
    "s10": "s10",
    "s42": "s42",
    "agreement": "consent",
}
REQUEST_PURPOSES: dict[str, str] = {
    "CHILD_PROTECTION": "protect_from_harm",
    "SAFEGUARDING": "promote_welfare",
    "EARLY_HELP": "promote_welfare",
    "ADULT_SAFEGUARDING": "protect_from_harm",
}
# Where a fact that the case knows comes from, as the one who decides is told.
_REQUEST, _RECORD = "From the request", "From the record of the people in it"
_ORGANISATION, _HERE = "From the entry of your organisation", "Because it goes through Sharewell"
ORIGINS: dict[str, str] = {
    **dict.fromkeys(("level_of_concern", "protected", "prompted_by", "purpose", "recipient_role"), _REQUEST),
    **dict.fromkeys(("request_basis", "request_gives_cause", "request_is_specific"), _REQUEST),
    **dict.fromkeys(("subject_relation", "subject_age", "subject_born_on"), _REQUEST),
    "address_protected": _RECORD,
    **dict.fromkeys(("sender_body", "sender_commissioned", "health_data", "law_enforcement_purpose"), _ORGANISATION),
    **dict.fromkeys(("recipient_verified", "channel_secure", "recipient_country", "under_secrecy_duty"), _HERE),
}
_WRITTEN = "From what you wrote"
ORIGINS_OF_A_DRAFT: dict[str, str] = {
    name: _WRITTEN if origin in {_REQUEST, _RECORD} else origin for name, origin in ORIGINS.items()
} | dict.fromkeys(
    ("immediate_danger", "recipient_needs_it", "telling_raises_risk", "has_been_told", "consent"), _WRITTEN
)

PROTECTED: dict[str, str] = {"child": "child", "unborn": "unborn", "adult_at_risk": "adult"}
_CHILD_FIRST = ("child", "unborn", "adult_at_risk")


def subjects_in_order(request: InformationRequest) -> list[RequestSubject]:
    """Give whom a request is about: those to be kept safe first."""
    order = {relation: place for place, relation in enumerate(_CHILD_FIRST)}
    return sorted(request.subjects.all(), key=lambda one: (order.get(one.relation, 9), one.family_name, one.given_name))


def called(request: InformationRequest) -> dict[str, str]:
    """Give how each person of a request is called on a page, by the id under which the request has them."""
    people = subjects_in_order(request)
    return {str(one.id): f"{one.given_name} {one.family_name}".strip() or "somebody not named" for one in people}


def from_request(actor: Actor, request: InformationRequest, subject: RequestSubject | None = None) -> dict[str, Any]:
    """
    Give the facts the case already knows, for a request put to the actor's agency, about one of its people.

    Without ``subject`` the first to be kept safe is meant. Only values the rules know; what is not known is not there.
    """
    people = subjects_in_order(request)
    about = subject or next(iter(people), None)
    to_keep_safe = next((PROTECTED[one.relation] for one in people if one.relation in PROTECTED), None)
    questions = [one.text for one in request.questions.all()]
    candidates: dict[str, Any] = {
        "level_of_concern": request.level,
        "protected": to_keep_safe,
        "prompted_by": "request",
        "request_basis": REQUEST_BASES.get(request.legal_basis),
        "request_gives_cause": True if request.basis_reason else None,
        "request_is_specific": not any(asks_for_everything(text) for text in questions),
        "purpose": REQUEST_PURPOSES.get(request.purpose),
        "recipient_role": "hub_early_help" if request.asking_agency.hub_route == "early-help" else "hub_social_worker",
        "under_secrecy_duty": True,
        "address_protected": True if any(one.is_address_protected for one in people) else None,
        **_here(actor),
    }
    if about is not None:
        candidates["subject_relation"] = "person_protected" if about.relation in PROTECTED else None
        candidates["subject_age"] = "unborn" if about.relation == "unborn" else None
        candidates["subject_born_on"] = about.born_on
    return only_valid(candidates)


def from_draft(actor: Actor, draft: ContactDraft) -> dict[str, Any]:
    """Give the facts a concern being written already says."""
    family = drafts.answers_of(draft, "family").get("told", "")
    agreement = drafts.answers_of(draft, "agreement").get("agreement", "")
    route = contacts.route_of(draft)
    danger = drafts.answers_of(draft, "danger").get("danger", "")
    early_help = route == "early-help"
    candidates: dict[str, Any] = {
        "immediate_danger": {"yes": True, "no": False}.get(danger),
        "level_of_concern": "early_help" if early_help else "significant_harm",
        "prompted_by": "own_concern",
        "recipient_role": "hub_early_help" if early_help else "hub_social_worker",
        "recipient_needs_it": True,
        "under_secrecy_duty": True,
        "telling_raises_risk": True if family == "unsafe" else None,
        "has_been_told": True if family == "yes" else None,
        "consent": {"given": "given", "refused": "refused", "not_sought": "not_sought"}.get(agreement),
        "purpose": "promote_welfare" if early_help else "protect_from_harm",
        **_here(actor),
    }
    return only_valid(candidates)


def _here(actor: Actor) -> dict[str, Any]:
    """Give what is so for whatever is sent from one agency to another through this system."""
    return {
        "recipient_verified": True,
        "channel_secure": True,
        "recipient_country": "england",
        "sender_body": BODIES.get(actor.agency_kind),
        "sender_commissioned": True if actor.agency_kind == "delegated-provider" else None,
        "health_data": True if actor.agency_kind in HEALTH else None,
        "law_enforcement_purpose": True if actor.agency_kind == "police-force" else None,
    }


def only_valid(candidates: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what the rules' vocabulary has; an unknown value is left unknown, never guessed into another."""
    kept: dict[str, Any] = {}
    for name, value in candidates.items():
        fact = facts.FACTS.get(name)
        if fact is None or value is None:
            continue
        if isinstance(value, date):
            kept[name] = value.isoformat()
        elif value in fact.values:
            kept[name] = value
    return kept
