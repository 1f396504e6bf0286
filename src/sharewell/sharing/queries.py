"""What may be asked about requests, decisions and disclosures; row security shows each party its own."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing.models import Decision, DisclosedItem, Disclosure, InformationRequest, Message
from sharewell.sharing.picture import Asked

OPEN_STATES = ("asked", "opened", "advice_sought", "escalated")  # an answer is owed


def waiting_for_us(actor: Actor) -> QuerySet[InformationRequest]:
    """Give the requests to which the actor's agency owes an answer, by when it is due."""
    return _put_to_us(actor).filter(state__in=OPEN_STATES).order_by("due_at")


def done_by_us(actor: Actor) -> QuerySet[InformationRequest]:
    """Give the requests put to the actor's agency that were answered or withdrawn, the latest due first."""
    return _put_to_us(actor).exclude(state__in=OPEN_STATES).order_by("-due_at", "id")


def _put_to_us(actor: Actor) -> QuerySet[InformationRequest]:
    access.require(actor, Permission.ANSWER_REQUEST)
    found = InformationRequest.objects.filter(asked_agency_id=actor.agency_id)
    return found.select_related("asking_agency", "asked_by")


def one(actor: Actor, request_id: UUID) -> InformationRequest:
    """Give a request to one of its parties; raises ``NotFound`` for everybody else."""
    found = (
        InformationRequest.objects.select_related("asking_agency", "asked_agency", "asked_by", "asked_by__agency")
        .prefetch_related("questions", "subjects")
        .filter(id=request_id)
        .first()
    )
    if found is None or actor.agency_id not in (found.asking_agency_id, found.asked_agency_id):
        raise NotFound
    return found


def of_enquiry(actor: Actor, enquiry_id: UUID) -> list[InformationRequest]:
    """Give the requests made in an enquiry, with the number of disclosures each brought."""
    found = InformationRequest.objects.filter(enquiry_id=enquiry_id, asking_agency_id=actor.agency_id)
    return list(
        found.select_related("asked_agency").annotate(given=Count("disclosures", distinct=True)).order_by("due_at")
    )


def is_overdue(request: InformationRequest | Asked, at: datetime) -> bool:
    """Say whether a request still waits after its time."""
    return request.state in OPEN_STATES and request.due_at < at


def decisions_about(actor: Actor, request_id: UUID) -> QuerySet[Decision]:
    """Give the decisions the actor's agency made about a request, newest first."""
    return (
        Decision.objects.filter(agency_id=actor.agency_id, information_request_id=request_id)
        .select_related("decided_by")
        .prefetch_related("disclosures", "disclosures__recipient")
        .order_by("-decided_at")
    )


def decision(actor: Actor, decision_id: UUID) -> Decision:
    """Give one decision of the actor's agency; raises ``NotFound``."""
    found = (
        Decision.objects.select_related("decided_by", "information_request", "contact", "agency")
        .prefetch_related(
            "disclosures", "disclosures__recipient", "disclosures__recipient__agency", "disclosures__items"
        )
        .filter(id=decision_id, agency_id=actor.agency_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def messages_of(actor: Actor, request_id: UUID) -> QuerySet[Message]:
    """Give the conversation about a request, oldest first."""
    request = one(actor, request_id)
    return (
        Message.objects.filter(information_request=request)
        .select_related("written_by", "written_by__agency")
        .order_by("written_at")
    )


def disclosures_about(actor: Actor, request_id: UUID) -> QuerySet[Disclosure]:
    """Give what was sent on a request, to either party, newest first."""
    request = one(actor, request_id)
    return (
        Disclosure.objects.filter(information_request=request)
        .select_related("recipient", "sent_by", "sending_agency", "receiving_agency")
        .order_by("-sent_at")
    )


def items_of(actor: Actor, disclosure_id: UUID) -> list[DisclosedItem]:
    """Give the passages of a disclosure with their corrections; to a recipient only until it is recalled."""
    parties = Q(sending_agency_id=actor.agency_id) | Q(receiving_agency_id=actor.agency_id)
    found = DisclosedItem.objects.filter(parties, disclosure_id=disclosure_id).prefetch_related("corrections")
    return list(found.order_by("position"))


def disclosure_received(actor: Actor, disclosure_id: UUID) -> Disclosure:
    """Give a disclosure to the agency that received it; raises ``NotFound`` also when it was recalled."""
    found = (
        Disclosure.objects.select_related("sending_agency", "sent_by", "recipient", "information_request")
        .filter(id=disclosure_id, receiving_agency_id=actor.agency_id, recalled_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def disclosure_sent(actor: Actor, disclosure_id: UUID) -> Disclosure:
    """Give a disclosure to the agency that sent it; raises ``NotFound``."""
    found = (
        Disclosure.objects.select_related("recipient", "recipient__agency", "sent_by", "decision")
        .filter(id=disclosure_id, sending_agency_id=actor.agency_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def received(actor: Actor) -> QuerySet[Disclosure]:
    """Give what was shared with the actor's agency, the newest first."""
    access.require(actor, Permission.RECEIVE_DISCLOSURE)
    found = Disclosure.objects.filter(receiving_agency_id=actor.agency_id, recalled_at__isnull=True)
    return found.select_related("sending_agency", "sent_by", "information_request").order_by("-sent_at", "id")


def not_yet_received(actor: Actor) -> QuerySet[Disclosure]:
    """Give what the actor's agency sent and nobody has opened: it does not count as passed on."""
    found = Disclosure.objects.filter(
        sending_agency_id=actor.agency_id, received_at__isnull=True, recalled_at__isnull=True
    )
    return found.select_related("recipient", "receiving_agency").order_by("sent_at")
