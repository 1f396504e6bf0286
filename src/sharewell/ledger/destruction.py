"""The destruction of what entries say when their time to be kept has ended; the log stays whole and provable."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from sharewell.base.actor import Actor
from sharewell.ledger import entries
from sharewell.rules.refusals import Refusal


class NotSignedYet(Refusal):
    """An entry whose content is destroyed before it is signed could be neither proved nor told from a lost one."""

    title = "The content of these entries was not destroyed"
    next_step = "They are not all signed yet. Try again when the worker has signed them."


def destroy_content(*, actor: Actor, leaves: Sequence[UUID], reason: str, at: datetime) -> int:
    """
    Destroy what entries say, salt and all, and record that it was done; give how many had content left.

    The commitments stay, and nobody can try a name against them any more. Needs the worker's role and an actor whose
    purpose is ``retention``; whoever calls it has checked the holds and the schedule. Raises ``NotSignedYet``.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_position WHERE leaf_id = ANY(%s::uuid[])"
            " AND index < (SELECT coalesce(max(size), 0) FROM ledger_checkpoint)",
            [list(leaves)],
        )
        if cursor.fetchone()[0] != len(set(leaves)):
            raise NotSignedYet
    named = [str(leaf) for leaf in leaves]
    entries.append(actor=actor, event="content.destroyed", about=(), detail={"leaves": named, "reason": reason}, at=at)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_about WHERE leaf_id = ANY(%s::uuid[])", [list(leaves)])
        cursor.execute("DELETE FROM ledger_opening WHERE leaf_id = ANY(%s::uuid[])", [list(leaves)])
        return int(cursor.rowcount)
