"""What the local layer keeps: notes beside the rules, proposed changes, and signed versions of the rulebook."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from sharewell.directory.models import Agency, Practitioner


class LocalNote(models.Model):
    """An agency's or the partnership's own words beside a rule, a route or a level; dated, and never law."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")  # null: the partnership's
    about = models.CharField(max_length=120)  # "rule:route.early-help", "route:early-help", "level:early_help"
    text = models.TextField()
    source = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    checked_on = models.DateField(null=True)


class LocalChange(models.Model):
    """A proposed change to a local value: what, from when, why, who proposed it, and what the second person said."""

    id = models.UUIDField(primary_key=True)  # the agency's own form of the key its page was given
    kind = models.CharField(max_length=10)  # clock, number, period, note, name
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # whose decision it is
    is_partnerships = models.BooleanField(default=False)  # true: it holds for the whole partnership
    key = models.CharField(max_length=120)  # which value of its kind
    replaces_id = models.UUIDField(null=True)  # the row that stood last when it was proposed; none for a new entry
    value = models.JSONField(null=True)  # null: the entry ends
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    reason = models.TextField()
    checked_on = models.DateField()
    is_urgent = models.BooleanField(default=False)  # a telephone number that is shown at once
    proposed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")  # open, approved, turned_down, withdrawn
    decided_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    took_effect_on = models.DateField(null=True)  # later than asked for when the second person came to it late
    made_id = models.UUIDField(null=True)  # the row that was made of it

    class Meta:
        """The database holds that nobody approves what they proposed."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="local_change_takes_two_people",
            ),
        ]


class RulebookVersion(models.Model):
    """The text of the whole rulebook as somebody signed it off; its address is the hash of its content."""

    content_hash = models.CharField(max_length=64, primary_key=True)
    rules_hash = models.CharField(max_length=64)
    rules_version = models.CharField(max_length=80)
    since = models.DateField()
    text = models.TextField()  # canonical JSON


class RulebookSignOff(models.Model):
    """Somebody read a version of the rulebook and says, for their agency, that it may be worked with."""

    id = models.UUIDField(primary_key=True)
    version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="signed")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    remarks = models.TextField(blank=True)
