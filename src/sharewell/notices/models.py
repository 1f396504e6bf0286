"""What is kept of notices: to whom, of which kind, about which random reference."""

from uuid import uuid4

from django.db import models


class Notice(models.Model):
    """Something waits for a practitioner or an agency. Its text is fixed by its kind and names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency_id = models.UUIDField()
    practitioner_id = models.UUIDField(null=True)  # null: anyone of the agency whose role may answer
    kind = models.CharField(max_length=40)
    about = models.UUIDField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
