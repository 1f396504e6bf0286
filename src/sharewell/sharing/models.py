"""What sharing keeps: requests, advice, decisions, disclosures, corrections, conversations, openness."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from sharewell.base.kept import Kept

PRACTITIONER = "directory.Practitioner"
AGENCY = "directory.Agency"
KINDS = ["fact", "report", "allegation", "opinion"]


class InformationRequest(Kept):
    """One agency asks another for named facts, for a purpose, by a time."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    reference = models.CharField(max_length=16, unique=True)
    idempotency_key = models.UUIDField(unique=True)
    enquiry = models.ForeignKey("cases.Enquiry", on_delete=models.PROTECT, related_name="information_requests")
    asking_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    asked_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=40)
    purpose_text = models.TextField()
    legal_basis = models.CharField(max_length=40)
    basis_reason = models.TextField(blank=True)  # what has happened that reaches the threshold named, and who judged it
    level = models.CharField(max_length=24)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    due_at = models.DateTimeField()
    family_knows = models.CharField(max_length=12)  # yes, no, partly, not_known
    family_note = models.TextField(blank=True)
    handling = models.TextField(blank=True)
    state = models.CharField(max_length=20, default="asked")
    opened_at = models.DateTimeField(null=True)
    opened_by_id = models.UUIDField(null=True)
    accountable_id = models.UUIDField(null=True)  # in the asked agency, once opened
    chased_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_reason = models.TextField(blank=True)
    escalated_to_id = models.UUIDField(null=True)  # a named manager of the hub
    version = models.PositiveIntegerField(default=0)


class RequestQuestion(models.Model):
    """One question of a request."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()


class RequestSubject(models.Model):
    """Someone a request is about, with the fewest identifiers the asked agency needs to find its own record."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="subjects")
    person_id = models.UUIDField(null=True)  # the hub's person
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    born_on = models.DateField(null=True)
    birth_accuracy = models.CharField(max_length=3, blank=True)
    due_on = models.DateField(null=True)
    relation = models.CharField(max_length=40)  # child, parent, …
    record_ids = models.JSONField(default=list)  # the asked agency's own records, confirmed by the hub
    is_address_protected = models.BooleanField(default=False)  # where they can be found must not be written down


class WorkingPaper(Kept):
    """Words about a request being made or answered, saved while they are written; the agency's own."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField()  # the enquiry from which is asked, or the request that is answered
    words = models.JSONField(default=dict)
    saved_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """Colleagues work on one paper, and see each other's words."""

        constraints = [models.UniqueConstraint(fields=["agency", "about"], name="one_working_paper_per_thing")]


class PlaceRelease(models.Model):
    """A second person's judgement whether a protected place may stand in one passage."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()  # the passage exactly as it would go
    needed_because = models.TextField()
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approver = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    is_released = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody releases a place to themselves."""

        constraints = [models.CheckConstraint(condition=~Q(asked_by=F("approver")), name="a_second_person_releases")]


class FactFinding(Kept):
    """The answers a practitioner gave to the guide, and the advice as it then read."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, null=True, related_name="+")
    draft_id = models.UUIDField(null=True)  # the contact draft, for the sender of a concern
    answers = models.JSONField(default=dict)
    advice = models.JSONField(default=dict)
    rules_version = models.CharField(max_length=80, blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)


class Consultation(Kept):
    """A question to a named adviser, without the names, and its answer; kept with the decision."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    adviser_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    adviser = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    information_request_id = models.UUIDField(null=True)  # not shown to the adviser
    draft_id = models.UUIDField(null=True)
    question = models.TextField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="asked")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)


class Decision(Kept):
    """What a practitioner decided, to share or not, with reasons; made once."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    information_request = models.ForeignKey(
        InformationRequest, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    contact = models.ForeignKey("cases.Contact", on_delete=models.PROTECT, null=True, related_name="decisions")
    idempotency_key = models.UUIDField(unique=True)
    outcome = models.CharField(max_length=12)  # all, part, nothing
    reasons = models.TextField()
    tests = models.JSONField(default=dict)  # necessary … secure: each its answer in words
    advice = models.JSONField(default=dict)  # as it read when the decision was made
    rules_version = models.CharField(max_length=80, blank=True)
    departs_from_advice = models.BooleanField(default=False)
    departure_reason = models.TextField(blank=True)
    is_urgent = models.BooleanField(default=False)  # made in haste: what was not answered then is added later
    decided_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """Reasons always; a departure says why."""

        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(departs_from_advice=False) | ~Q(departure_reason=""), name="departure_has_a_reason"
            ),
        ]


class AddedLater(models.Model):
    """What was written down after a decision made in haste; the decision itself stays as it was made."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency_id = models.UUIDField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="added_later")
    text = models.TextField()
    written_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()


class Disclosure(Kept):
    """What was given, to whom, why; received only once it has been opened."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="disclosures")
    information_request = models.ForeignKey(
        InformationRequest, on_delete=models.PROTECT, null=True, related_name="disclosures"
    )
    idempotency_key = models.UUIDField(unique=True)
    sending_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    receiving_agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    covering_note = models.TextField(blank=True)
    channel = models.CharField(max_length=16, default="here")  # here, or told: noted after the fact
    told_at = models.DateTimeField(null=True)  # when it was said, by telephone or in person
    state = models.CharField(max_length=12, default="sent")
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by_id = models.UUIDField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_reason = models.TextField(blank=True)


class DisclosedItem(models.Model):
    """One passage that was given, with what kind of statement it is, its date and its source."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="items")
    sending_agency_id = models.UUIDField()
    receiving_agency_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    subject_person_id = models.UUIDField(null=True)  # the hub's person
    subject_name = models.CharField(max_length=160)
    entry_id = models.UUIDField(null=True)
    text = models.TextField()
    kind = models.CharField(max_length=12)  # fact, report, allegation, opinion
    happened_on = models.DateField(null=True)
    happened_text = models.CharField(max_length=60, blank=True)
    known_on = models.DateField(null=True)
    source = models.CharField(max_length=160)
    is_strength = models.BooleanField(default=False)
    purpose_served = models.CharField(max_length=200, blank=True)
    collected_for = models.CharField(max_length=24, blank=True)  # in the rules' own word; empty: not known

    class Meta:
        """Every item says what kind of statement it is."""

        constraints = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="item_says_what_kind_it_is")]


class Correction(models.Model):
    """A wrong fact put right; the original stays and both are shown."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    item = models.ForeignKey(DisclosedItem, on_delete=models.PROTECT, related_name="corrections")
    sending_agency_id = models.UUIDField()
    receiving_agency_id = models.UUIDField()
    text = models.TextField()
    reason = models.TextField()
    corrected_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()


class CorrectionReceipt(models.Model):
    """A recipient has seen a correction; until then it is on the sender's list."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="receipt")
    sending_agency_id = models.UUIDField()
    receiving_agency_id = models.UUIDField()
    seen_at = models.DateTimeField(null=True)
    seen_by_id = models.UUIDField(null=True)


class Message(models.Model):
    """One line of the conversation between asker and asked about a request."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="messages")
    asking_agency_id = models.UUIDField()
    asked_agency_id = models.UUIDField()
    idempotency_key = models.UUIDField(unique=True)
    written_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    text = models.TextField()


class Openness(Kept):
    """What a child or family is told about a share, or why not now and when to look again."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(AGENCY, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="openness")
    told = models.CharField(max_length=12)  # before, after, not_yet
    whom = models.CharField(max_length=160, blank=True)
    how = models.CharField(max_length=160, blank=True)
    notice = models.JSONField(default=dict)  # why, what, how, with whom
    not_now_reason = models.TextField(blank=True)
    look_again_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(PRACTITIONER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Not telling needs a reason and a day to look again."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(told="not_yet") | (~Q(not_now_reason="") & Q(look_again_on__isnull=False)),
                name="not_telling_has_a_reason_and_a_review",
            )
        ]
