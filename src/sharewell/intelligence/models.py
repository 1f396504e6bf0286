"""What is kept of a partner's information for the police, and how it must be handled."""

from uuid import uuid4

from django.db import models

from sharewell.base.kept import Kept


class PartnerInformation(Kept):
    """Information that a child, young person or adult may be exploited; the source is held apart from the account."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    police_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=16, unique=True)
    told_by_id = models.UUIDField()
    told_at = models.DateTimeField()
    account = models.JSONField(default=dict)
    source_known_by = models.CharField(max_length=40)
    source_at_risk = models.BooleanField(null=True)
    source_identity = models.TextField(blank=True)
    handling = models.CharField(max_length=1, blank=True)  # set by the police: P or C
    handling_conditions = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    read_by_id = models.UUIDField(null=True)
