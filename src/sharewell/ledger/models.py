"""What the ledger keeps: commitments, what they open to, their order, and the signed heads of the tree."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Leaf(models.Model):
    """A salted commitment to one entry: all that is hashed and signed. It names nobody and nothing."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    version = models.SmallIntegerField(default=1)
    commitment = models.BinaryField()


class Opening(models.Model):
    """What an entry says, with the salt that binds it to its leaf; destroyed, salt and all, when its time has ended."""

    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, primary_key=True)
    salt = models.BinaryField()
    event = models.TextField()
    agency_id = models.UUIDField()
    practitioner_id = models.UUIDField()
    about = ArrayField(models.UUIDField())
    visible_to = ArrayField(models.UUIDField())  # the agencies that may read it besides the one that acted
    detail = models.JSONField()
    at = models.DateTimeField()


class About(models.Model):
    """
    Finds the entries about a record.

    A table of its own, not an index over ``Opening.about``: under row security PostgreSQL may use an index before the
    policy only for operators that leak nothing, which equality of ids is and containment of arrays is not.
    """

    pk = models.CompositePrimaryKey("about_id", "leaf_id")
    about_id = models.UUIDField()
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT)


class Waiting(models.Model):
    """An entry that has no place in the order yet; the sequencer takes it away when it gives it one."""

    arrived = models.BigAutoField(primary_key=True)
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, db_index=False)


class Position(models.Model):
    """The place of a leaf in the order, and its hash as it was when it was placed."""

    index = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT)
    leaf_hash = models.BinaryField()


class Subtree(models.Model):
    """The hash over a complete stretch of 2**level leaves, kept so that a proof takes few reads."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()


class Checkpoint(models.Model):
    """A signed tree head, and the tree's right edge at that size, from which the next one goes on."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()
