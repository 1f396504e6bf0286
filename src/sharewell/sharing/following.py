"""What followed from a judgement about who somebody is: what was asked, shown, shared and decided since, and whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.cases.models import Enquiry, Feedback, Outcome, Watch
from sharewell.directory import queries as directory
from sharewell.involvement import record_watching, who_else
from sharewell.people import kinship
from sharewell.people.models import IdentityJudgement
from sharewell.sharing.models import Disclosure, InformationRequest


@dataclass(frozen=True, slots=True)
class Followed:
    """
    One thing that followed, in words, and what to do about it.

    ``kind`` and ``about`` name the thing; ``told_agency`` and ``told_practitioner`` are who learnt of it.
    """

    kind: str
    about: UUID
    words: str
    to_do: str
    told_agency: UUID | None = None
    told_practitioner: UUID | None = None


def from_judgement(actor: Actor, judgement: IdentityJudgement) -> list[Followed]:
    """
    Give everything since a judgement that may rest on it, and everyone who was told; nothing for a rejection.

    Whether a thing really rests on it is for a person to see: whatever was done about the person since is listed, and
    a request that named the record itself says so.
    """
    if not judgement.is_same:
        return []
    enquiries = list(Enquiry.objects.filter(agency_id=actor.agency_id, people__person_id=judgement.person_id))
    return [
        *_requests(actor, judgement),
        *_questions(actor, judgement),
        *_watches(actor, judgement),
        *_partners_watches(judgement),
        *_outcomes(enquiries, judgement),
        *_feedback(enquiries, judgement),
        *_kin(actor, judgement),
    ]


def _requests(actor: Actor, judgement: IdentityJudgement) -> Iterator[Followed]:
    since = InformationRequest.objects.filter(
        asking_agency_id=actor.agency_id, subjects__person_id=judgement.person_id, asked_at__gte=judgement.decided_at
    )
    for one in since.select_related("asked_agency").prefetch_related("subjects").distinct().order_by("asked_at"):
        named = any(str(judgement.record_id) in subject.record_ids for subject in one.subjects.all())
        yield Followed(
            kind="request",
            about=one.id,
            words=f"{one.asked_agency.name} was asked ({one.reference}, {_on(one.asked_at)})"
            + (", and this very record was named to it" if named else ""),
            to_do="Tell them, and withdraw the request if it is still open.",
            told_agency=one.asked_agency_id,
            told_practitioner=one.asked_by_id,
        )
        yield from _disclosures(one)


def _disclosures(request: InformationRequest) -> Iterator[Followed]:
    shared = Disclosure.objects.filter(information_request=request).exclude(state="recalled")
    for one in shared.select_related("recipient").order_by("sent_at"):
        opened = f", opened {_on(one.received_at)}" if one.received_at else ", not opened yet"
        yield Followed(
            kind="disclosure",
            about=one.id,
            words=f"{request.asked_agency.name} shared something on {_on(one.sent_at)} with"
            f" {one.recipient.full_name}{opened}",
            to_do="Ask them to recall what is about somebody else, and do not rely on it.",
            told_agency=one.receiving_agency_id,
            told_practitioner=one.recipient_id,
        )


def _questions(actor: Actor, judgement: IdentityJudgement) -> Iterator[Followed]:
    for one in who_else.questions_about(actor, judgement.person_id):
        if one.asked_at < judgement.decided_at:
            continue
        shown = sorted({pointer["agency"] for pointer in one.answer.get("pointers", ())})
        yield Followed(
            kind="who_else",
            about=one.id,
            words=f"{directory.practitioner(one.asked_by_id).full_name} asked who else works with them on"
            f" {_on(one.asked_at)} and was shown: {', '.join(shown) or 'nobody'}."
            " A service that is never shown may have been told",
            to_do="Ask again, now that this is undone, and do not rely on the earlier answer.",
            told_practitioner=one.asked_by_id,
        )


def _watches(actor: Actor, judgement: IdentityJudgement) -> Iterator[Followed]:
    watches = Watch.objects.filter(agency_id=actor.agency_id, person_id=judgement.person_id)
    for one in watches.select_related("set_by").prefetch_related("news"):
        told = [news for news in one.news.all() if news.told_at >= judgement.decided_at]
        if one.ended_at is None or told:
            yield Followed(
                kind="watch",
                about=one.id,
                words=f"{one.set_by.full_name} watches for other agencies, and was told of {len(told) or 'none'} since",
                to_do="Look whether what was told was about somebody else.",
                told_practitioner=one.set_by_id,
            )


def _partners_watches(judgement: IdentityJudgement) -> Iterator[Followed]:
    """Give the agencies that watch a person of their own list and were told something because of the judgement."""
    names = {agency.id: agency.name for agency in directory.agencies()}
    for agency_id, told in record_watching.told_because_of(judgement.id).items():
        often = f", {told} times" if told > 1 else ""
        yield Followed(
            kind="watch",
            about=judgement.id,
            words=f"{names[agency_id]} works with somebody this record was linked to, and was told that another agency"
            f" does too{often}",
            to_do="They are told that it may be about somebody else. Ring them if they may have acted on it.",
            told_agency=agency_id,
        )


def _outcomes(enquiries: list[Enquiry], judgement: IdentityJudgement) -> Iterator[Followed]:
    outcomes = Outcome.objects.filter(enquiry__in=enquiries, decided_at__gte=judgement.decided_at)
    for one in outcomes.select_related("decided_by"):
        yield Followed(
            kind="outcome",
            about=one.enquiry_id,
            words=f"{one.decided_by.full_name} recorded an outcome on {_on(one.decided_at)}",
            to_do="Look whether it would be the same, and open the enquiry again if not.",
            told_practitioner=one.decided_by_id,
        )


def _feedback(enquiries: list[Enquiry], judgement: IdentityJudgement) -> Iterator[Followed]:
    contacts = [one.contact_id for one in enquiries]
    sent = Feedback.objects.filter(contact_id__in=contacts, sent_at__gte=judgement.decided_at)
    for one in sent.select_related("contact__agency", "contact__raised_by"):
        yield Followed(
            kind="feedback",
            about=one.contact_id,
            words=f"{one.contact.agency.name} was given feedback on {_on(one.sent_at)}",
            to_do=f"Ring {one.contact.raised_by.full_name} if what they were told was about somebody else.",
            told_agency=one.to_agency_id,
        )


def _kin(actor: Actor, judgement: IdentityJudgement) -> Iterator[Followed]:
    for one in kinship.relatives(actor, [judgement.person_id])[judgement.person_id]:
        if one.until_on is None:
            yield Followed(
                kind="kinship",
                about=one.kinship_id,
                words=f"{one.person.full_name} is noted as {one.is_their}, source: {one.source}",
                to_do="Look whether that came from the wrong record, and end it if so.",
            )


def _on(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"
