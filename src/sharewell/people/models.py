"""What the room keeps about people: records by agencies, the hub's persons, judgements, kinship, shields."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from sharewell.base.kept import Kept


class ListImport(models.Model):
    """One loading of an agency's list, with every row accounted for."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    as_of = models.DateField()
    loaded_at = models.DateTimeField()
    loaded_by_id = models.UUIDField()
    rows_read = models.PositiveIntegerField(default=0)
    rows_taken = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    is_whole = models.BooleanField(default=False)  # everybody the agency works with, not only what changed
    no_longer_listed = models.PositiveIntegerField(default=0)  # pieces of work that a whole list has no more
    columns_not_read = models.JSONField(default=list)  # headings that nothing was taken from
    is_finished = models.BooleanField(default=True)  # False: the worker still goes through its rows

    class Meta:
        """The same file twice is one loading."""

        constraints = [models.UniqueConstraint(fields=["agency", "fingerprint"], name="a_file_is_loaded_once")]


class ListFile(models.Model):
    """The bytes of a long list while the worker goes through it; gone when every row is accounted for."""

    list_import = models.OneToOneField(ListImport, on_delete=models.CASCADE, primary_key=True, related_name="file")
    agency_id = models.UUIDField()
    data = models.BinaryField()


class RefusedRow(models.Model):
    """A row that was not taken, or taken with a doubt: why, and its original text."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    list_import = models.ForeignKey(ListImport, on_delete=models.CASCADE, related_name="refused")
    agency_id = models.UUIDField()
    row_number = models.PositiveIntegerField()
    was_taken = models.BooleanField(default=False)
    field = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300)
    original = models.JSONField(default=dict)


class PersonRecord(models.Model):
    """What one agency's list says about one person; the original text of each field is kept in ``original``."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    list_import = models.ForeignKey(ListImport, on_delete=models.PROTECT, null=True, related_name="records")
    source = models.CharField(max_length=60)
    source_ref = models.CharField(max_length=60)
    part = models.CharField(max_length=40, default="main")
    given_name = models.CharField(max_length=80, blank=True)
    middle_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    former_names = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    birth_accuracy = models.CharField(max_length=3, blank=True)  # day, month, year: A accurate, E estimated, U unknown
    birth_text = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    nhs_number_status = models.CharField(max_length=20, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    is_address_protected = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    original = models.JSONField(default=dict)
    first_seen_on = models.DateField(null=True)
    last_seen_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    earlier = models.JSONField(default=dict)  # NHS numbers and postcodes that the list gave before, newest first
    is_brokered_only = models.BooleanField(default=False)  # only services that answer by getting in touch know them
    withdrawn_at = models.DateTimeField(null=True)  # taken back: found by nothing from then on
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        """One row per part of a source row."""

        constraints = [
            models.UniqueConstraint(fields=["agency", "source", "source_ref", "part"], name="one_record_per_source_row")
        ]
        indexes = [models.Index(fields=["agency", "family_name"])]


class Person(Kept):
    """Someone the hub has identified; made and confirmed by a practitioner, never by the system."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    birth_accuracy = models.CharField(max_length=3, blank=True)
    due_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_address_protected = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()

    @property
    def full_name(self) -> str:
        """Give the name as said; an unborn child may have none."""
        name = f"{self.given_name} {self.family_name}".strip()
        return name or ("Unborn child" if self.due_on else "Name not known")


class IdentityJudgement(models.Model):
    """A practitioner's judgement that a record, or someone in a contact, is or is not a person; can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judgements")
    of = models.CharField(max_length=8, default="record")  # record: of an agency's list; contact: as a sender wrote
    record_id = models.UUIDField()  # another agency's row: no foreign key, which would tell that it exists
    record_agency_id = models.UUIDField()
    is_same = models.BooleanField()
    reason = models.TextField()
    evidence = models.JSONField(default=dict)
    decided_by_id = models.UUIDField()
    decided_at = models.DateTimeField()
    undone_by_id = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        """One standing judgement per record and person."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "record_id"], condition=Q(undone_at__isnull=True), name="one_standing_judgement"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_a_reason"),
        ]


class FollowUp(models.Model):
    """One thing that followed from a judgement about who somebody is, once that was undone: to be dealt with."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")  # the hub
    judgement_id = models.UUIDField()
    person_id = models.UUIDField()
    kind = models.CharField(max_length=12)  # request, disclosure, who_else, watch, outcome, feedback, kinship
    about = models.UUIDField()
    words = models.TextField()
    to_do = models.TextField()
    told_agency_id = models.UUIDField(null=True)
    told_practitioner_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by_id = models.UUIDField(null=True)
    done_note = models.TextField(blank=True)


class Kinship(models.Model):
    """How one person is related to another, from when to when, and who said so."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kin")
    related = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    related_is_their = models.CharField(max_length=12)  # HL7 v3 RoleCode: MTH, FTH, HSIB …
    has_parental_responsibility = models.BooleanField(null=True)
    lives_with = models.BooleanField(null=True)
    together_since = models.DateField(null=True)
    together_until = models.DateField(null=True)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=160)


class NeverDisclose(models.Model):
    """Nothing that locates one person may reach another."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    protected = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protected_from")
    kept_from = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    covers = models.CharField(max_length=20, default="whereabouts")  # whereabouts, everything
    reason = models.TextField()
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)


class RecordShield(models.Model):
    """An agency locks a record of its own, or protects its address, or says from whom it must be kept."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="shields")
    kind = models.CharField(max_length=20)  # locked, address, from_person
    kept_from = models.CharField(max_length=160, blank=True)
    reason = models.TextField()
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()
    made_it_so = models.BooleanField(default=True)  # False: the record was so already, and stays so when it is lifted
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.TextField(blank=True)
