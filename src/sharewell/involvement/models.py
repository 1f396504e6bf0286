"""What is kept of agencies' work with a person: pointers for the hub, entries for the agency itself, watches."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from sharewell.base.kept import Kept


class Involvement(models.Model):
    """An agency works, or worked, with the person of one of its records."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="involvements")
    list_import = models.ForeignKey("people.ListImport", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    team_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    lead_name = models.CharField(max_length=120, blank=True)
    lead_contact = models.CharField(max_length=120, blank=True)
    since_on = models.DateField(null=True)
    last_seen_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    is_sensitive = models.BooleanField(default=False)
    not_listed_since = models.DateField(null=True)  # the day of the whole list in which it no longer stood

    class Meta:
        """One pointer per record and kind of work."""

        constraints = [models.UniqueConstraint(fields=["record", "kind"], name="one_pointer_per_record_and_kind")]


class PolicyInForce(models.Model):
    """The agreements as they were put in force together: one version of what may be told; the newest holds."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.PositiveIntegerField(unique=True)  # two who put in force at once: the second is refused
    version = models.CharField(max_length=16)
    agreements = models.JSONField()
    rules = models.PositiveIntegerField()
    clashes = models.JSONField(default=list)  # pairs of rules that say the opposite; the denial holds
    reason = models.TextField(blank=True)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()


class WhoElseQuestion(models.Model):
    """Someone asked who else works with a person: for whom, why, what was asked, what did not answer."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    people = models.JSONField(default=list)  # ids of the person and of the household members asked for with them
    purpose = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    answer = models.JSONField(default=dict)  # what was shown, with each source's freshness
    # Who is sought, until the worker has told the services that answer only by getting in touch; then forgotten.
    sought = models.JSONField(default=list)
    brokered_at = models.DateTimeField(null=True)
    # The person asked for turned out to be another: services that were told are told so by the worker.
    withdrawn_at = models.DateTimeField(null=True)


class BrokeredQuestion(models.Model):
    """A sensitive service is told that someone asks, and decides whether to get in touch."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")  # the service asked
    record_id = models.UUIDField()
    asking_agency_id = models.UUIDField()
    asking_practitioner_id = models.UUIDField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)  # will_call, will_not
    question_id = models.UUIDField(null=True)  # the asker's question; the service cannot read it
    withdrawn_at = models.DateTimeField(null=True)


class AgencyEntry(models.Model):
    """One dated entry from an agency's own file, in its own words; nobody else sees it until it is released."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="entries")
    list_import = models.ForeignKey("people.ListImport", on_delete=models.PROTECT, null=True, related_name="+")
    source_ref = models.CharField(max_length=60)
    happened_on = models.DateField(null=True)
    happened_at_text = models.CharField(max_length=60, blank=True)
    known_on = models.DateField(null=True)
    kind = models.CharField(max_length=12, default="unlabelled")  # fact, report, allegation, opinion, unlabelled
    category = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    author = models.CharField(max_length=120, blank=True)
    is_strength = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False)
    original = models.JSONField(default=dict)  # the whole row that said so, as it was written

    class Meta:
        """One entry per source row and record."""

        constraints = [models.UniqueConstraint(fields=["record", "source_ref"], name="one_entry_per_source_row")]


class StandingWatch(models.Model):
    """Somebody wants to be told when another agency becomes involved: to what end, why, until when."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    reason = models.TextField()
    set_by = models.ForeignKey("directory.Practitioner", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    until = models.DateField()
    known = models.JSONField(default=list)  # agencies whose work was current when it was last looked
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)  # its key in involvement.watching.ENDS

    class Meta:
        """What ends a watch before its time is added by each kind of watch."""

        abstract = True


class ToldNews(models.Model):
    """Another agency became involved: what was told of it, and whether that helped."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency_id = models.UUIDField()  # the agency that watches
    source_agency_id = models.UUIDField()
    pointer = models.JSONField(default=dict)
    policy = models.CharField(max_length=16)
    told_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # shown to whoever set the watch, the first time
    helped = models.BooleanField(null=True)
    acted = models.BooleanField(null=True)  # something was done because of it
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Each kind of watch keeps its own news."""

        abstract = True


class RecordWatch(StandingWatch, Kept):
    """An agency watches a person of its own list, while its own work with them is open."""

    record = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A watch has a reason; one practitioner keeps one watch on a record at a time."""

        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="record_watch_has_a_reason"),
            models.UniqueConstraint(
                fields=["record", "set_by"], condition=Q(ended_at__isnull=True), name="one_record_watch_at_a_time"
            ),
        ]


class RecordWatchNews(ToldNews):
    """That another agency has become involved, as an agency that watches was told."""

    watch = models.ForeignKey(RecordWatch, on_delete=models.PROTECT, related_name="news")
    taken_back_at = models.DateTimeField(null=True)  # the hub undid a judgement that it may have rested on
