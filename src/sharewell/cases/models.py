"""What the work keeps: drafts, contacts, enquiries, ratings, accountability, outcomes, feedback."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from sharewell.base.kept import Kept
from sharewell.involvement.models import StandingWatch, ToldNews


class ContactDraft(Kept):
    """Words not yet sent: every page saves, so that nothing typed is lost."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    practitioner_id = models.UUIDField()
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    contact_id = models.UUIDField(null=True)  # set once it is sent: a second send finds the first


class Contact(Kept):
    """Someone gets in touch with the hub with a concern."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    reference = models.CharField(max_length=16, unique=True)
    draft_id = models.UUIDField(unique=True)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    first_to_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey("directory.Practitioner", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    route = models.CharField(max_length=20)  # safeguarding, early-help, adult-safeguarding
    is_danger_now = models.BooleanField(null=True)
    danger_action = models.TextField(blank=True)
    observed = models.TextField(blank=True)
    reported = models.TextField(blank=True)
    thought = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    done_already = models.TextField(blank=True)
    family_told = models.CharField(max_length=12, blank=True)  # yes, no, partly, "" = not answered
    family_told_why = models.TextField(blank=True)
    agreement = models.CharField(max_length=16, blank=True)  # given, refused, not_sought, ""
    agreement_note = models.TextField(blank=True)
    who_knows = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    needs = models.TextField(blank=True)  # language, communication, disability
    stepped_up_at = models.DateTimeField(null=True)
    stepped_up_by_id = models.UUIDField(null=True)
    stepped_up_reason = models.TextField(blank=True)


class ContactPerson(models.Model):
    """Someone a contact is about, as the sender wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)  # child, unborn, adult_at_risk, household, other
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_text = models.CharField(max_length=60, blank=True)
    born_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    birth_accuracy = models.CharField(max_length=3, blank=True)
    nhs_number = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_address_protected = models.BooleanField(default=False)
    kept_from = models.CharField(max_length=160, blank=True)
    relation = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """Found by the family name in any letters, so that contacts about one family are seen together."""

        indexes = [models.Index(Upper("family_name"), name="contact_person_family_name")]


class Enquiry(Kept):
    """The hub checks a contact."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="enquiries")
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="open")
    opened_at = models.DateTimeField()
    decision_due_at = models.DateTimeField()  # one working day from receipt (Working Together)
    concluded_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.TextField(blank=True)  # of the last time; each stands in the ledger
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """A double click opens one enquiry; a contact passed on to social care is enquired into there too."""

        constraints = [models.UniqueConstraint(fields=["contact", "agency"], name="one_enquiry_per_contact_and_hub")]


class EnquiryPerson(models.Model):
    """A person the enquiry is about: who the sender meant, and whom the hub has identified."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="people")
    contact_person = models.ForeignKey(ContactPerson, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    sought = models.JSONField(default=dict)  # what the hub looks for instead of what the sender wrote, as typed

    class Meta:
        """Each person of the contact stands once in its enquiry."""

        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "contact_person"],
                condition=Q(contact_person__isnull=False),
                name="each_contact_person_once",
            )
        ]


class Watch(StandingWatch):
    """Somebody of the hub wants to be told when another agency becomes involved, while an enquiry is open."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="watches")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A watch has a reason; one person keeps one watch on somebody in an enquiry at a time."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="watch_has_a_reason"),
            models.UniqueConstraint(
                fields=["enquiry", "person", "set_by"], condition=Q(ended_at__isnull=True), name="one_watch_at_a_time"
            ),
        ]


class WatchNews(ToldNews):
    """Another agency became involved with somebody of an enquiry: what the hub was told."""

    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="news")


class Rating(models.Model):
    """A BRAG rating by a named person with a reason; a new one never replaces the old."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="ratings")
    agency_id = models.UUIDField()
    colour = models.CharField(max_length=6)  # red, amber, green, blue
    reason = models.TextField()
    rated_by = models.ForeignKey("directory.Practitioner", on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        """A rating has a reason."""

        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="rating_has_a_reason")]


class Accountability(models.Model):
    """The one practitioner who answers for an enquiry, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="accountabilities")
    agency_id = models.UUIDField()
    practitioner = models.ForeignKey("directory.Practitioner", on_delete=models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    handed_by_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        """Exactly one at every moment."""

        constraints = [
            models.UniqueConstraint(
                fields=["enquiry"], condition=Q(until_at__isnull=True), name="one_accountable_person_at_a_time"
            )
        ]


class Outcome(Kept):
    """What the hub decided should follow, and why."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="outcomes")
    agency_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    rationale = models.TextField()
    decided_by = models.ForeignKey("directory.Practitioner", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """An outcome has its rationale."""

        constraints = [models.CheckConstraint(condition=~Q(rationale=""), name="outcome_has_a_rationale")]


class OutcomeService(models.Model):
    """A named service that follows, who owns it and by when."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="services")
    agency_id = models.UUIDField()
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=120)
    due_on = models.DateField()


class Feedback(Kept):
    """What the one who raised it is told, worded separately from the hub's own rationale."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="feedback")
    agency_id = models.UUIDField()  # the hub
    to_agency_id = models.UUIDField()
    text = models.TextField()
    sent_by = models.ForeignKey("directory.Practitioner", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
