"""The retention every record carries from the day it is made."""

from django.db import models


class Kept(models.Model):
    """A record with a retention class and the day on which a person must look whether it is still needed."""

    retention_class = models.CharField(max_length=40)
    review_on = models.DateField()

    class Meta:
        """Only the two columns; each room's records inherit them."""

        abstract = True
