"""What the directory keeps: agencies, teams, practitioners, contact points, agreements, local arrangements."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

AGENCY_KINDS = [
    (kind, kind.replace("-", " "))
    for kind in (
        "local-authority",
        "police-force",
        "nhs-icb",
        "nhs-trust",
        "gp",
        "delegated-provider",
        "school",
        "school-academy",
        "college",
        "early-years",
        "housing",
        "voluntary",
        "faith",
        "sports-club",
        "youth-justice",
        "probation",
        "prison",
        "cafcass",
        "immigration",
        "sab",
        "fire",
        "mappa",
    )
]


class Agency(models.Model):
    """A body in the partnership; the one answerable for its own records."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=AGENCY_KINDS)
    standing = models.CharField(max_length=80, blank=True)
    controller = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    regime = models.CharField(max_length=10, default="UK_GDPR")
    ods_code = models.CharField(max_length=12, blank=True)
    hub_route = models.CharField(max_length=20, blank=True)  # "safeguarding" or "early-help" for the hub's own agencies
    sensitivity = models.CharField(max_length=10, default="open")  # open, brokered, hidden
    note = models.TextField(blank=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        """Named in alphabetical order wherever a person chooses one."""

        ordering = ["name"]

    def __str__(self) -> str:
        """Show the name a practitioner would say."""
        return self.name


class Team(models.Model):
    """A team of an agency."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=20, default="all")
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        """Show the team's name."""
        return self.name


class Practitioner(AbstractBaseUser):
    """Someone who works for an agency and signs in."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    email = models.EmailField(unique=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60)
    role = models.CharField(max_length=4)
    job_title = models.CharField(max_length=80, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="practitioners")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="practitioners")
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    trained_until = models.DateField(null=True)
    access_confirmed_on = models.DateField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = BaseUserManager()

    def __str__(self) -> str:
        """Show the full name."""
        return self.full_name

    @property
    def full_name(self) -> str:
        """Give the name as said."""
        return f"{self.given_name} {self.family_name}"


class ContactPoint(models.Model):
    """A telephone number for a route, an area and a time; an agency's data, never a constant."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=12)
    route = models.CharField(max_length=30)
    who_for = models.CharField(max_length=160)
    phone = models.CharField(max_length=30, blank=True)
    option = models.CharField(max_length=10, blank=True)
    hours = models.CharField(max_length=160)
    opening = models.JSONField(default=list)  # [{"days": [0, 1], "from": "08:30", "to": "17:00"}], Europe/London
    area = models.CharField(max_length=20, default="all")
    owner_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """One number per route and code at a time is a person's judgement, not a constraint."""

        ordering = ["route", "-valid_from"]


class UrgentNumber(models.Model):
    """A corrected number that is shown at once, beside the one before it, until a second person has looked."""

    id = models.UUIDField(primary_key=True)  # that of the proposed change
    code = models.CharField(max_length=12)
    phone = models.CharField(max_length=30)
    option = models.CharField(max_length=10, blank=True)
    hours = models.CharField(max_length=160)
    shown_from = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_day = models.DateField(null=True)  # set when it was confirmed (its own row begins next day) or turned down
    ended_at = models.DateTimeField(null=True)  # when it was turned down


class Area(models.Model):
    """Which Local Area Team looks after a postcode district."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    postcode_district = models.CharField(max_length=8, unique=True)
    local_area_team = models.CharField(max_length=20)
    ward = models.CharField(max_length=60, blank=True)


class Delegation(models.Model):
    """A function that one body has another carry out, between two dates."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=12, unique=True)
    delegating_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    functions = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    agreement_code = models.CharField(max_length=80, blank=True)


class Agreement(models.Model):
    """A sharing agreement between agencies, with its rules as data."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=160)
    version = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    review_due_on = models.DateField(null=True)
    parties = models.ManyToManyField(Agency, related_name="agreements")
    terms = models.JSONField(default=dict)


class Arrangement(models.Model):
    """A local value with dates: a clock, a period, a share of time after which to chase."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="arrangements")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    checked_on = models.DateField(null=True)

    class Meta:
        """Dates that make sense, and one value a day. What was called off before it began ends on the day before."""

        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from") - timedelta(days=1)),
                name="arrangement_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["agency", "key", "valid_from"],
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="one_arrangement_per_key_and_day",
            ),
        ]


class BankHoliday(models.Model):
    """A day on which the hub's clocks do not run (England)."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    day = models.DateField(unique=True)
    name = models.CharField(max_length=60)


class RetentionPeriod(models.Model):
    """How long an agency keeps a class of record, counted from what, and what happens then."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")  # null: the partnership's
    record_class = models.CharField(max_length=40)
    counted_from = models.CharField(max_length=30)  # birth, made, closed
    years = models.PositiveSmallIntegerField()
    then = models.CharField(max_length=20, default="review")
    source = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    checked_on = models.DateField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
